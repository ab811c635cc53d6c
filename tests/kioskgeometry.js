/* What is wrong with the page as it stands now, by its geometry: keys too small, too near or too
   high; words cut off, over the edge or over each other. Sizes are in the screen's millimetres. */
(() => {
  const KEY = 19.9;
  const APART = 2.9;
  const seen = (box) => box.checkVisibility() && box.getBoundingClientRect().width > 2;
  const called = (box) => (box.innerText || box.id || box.className).replace(/\s+/g, " ").slice(0, 40);
  const apart = (a, b) => Math.max(
    Math.max(a.left, b.left) - Math.min(a.right, b.right),
    Math.max(a.top, b.top) - Math.min(a.bottom, b.bottom),
  );
  const scene = () => document.querySelector("dialog[open]") ?? document.querySelector("main .screen:not([hidden])");

  function keys(mm, low) {
    const all = [...scene().querySelectorAll("button")].filter(seen).map((key) => [key, key.getBoundingClientRect()]);
    const wrong = [];
    const highest = innerHeight * (innerHeight > innerWidth ? 1 / 2 : 1 / 3);
    all.forEach(([key, box], index) => {
      if (Math.min(box.width, box.height) / mm < KEY) wrong.push(`small: ${called(key)} ${(box.width / mm).toFixed(1)} × ${(box.height / mm).toFixed(1)} mm`);
      if (low && box.top < highest - 1) wrong.push(`high: ${called(key)} by ${Math.round(highest - box.top)} px`);
      for (const [other, its] of all.slice(index + 1)) {
        const joined = key.closest(".languages") && other.closest(".languages");
        if (!joined && apart(box, its) / mm < APART) wrong.push(`near: ${called(key)} | ${called(other)} ${(apart(box, its) / mm).toFixed(1)} mm`);
      }
    });
    return wrong;
  }

  /* [the text's element, the boxes of its lines], less what a line has above and below its letters. */
  function words() {
    const found = [];
    const walk = document.createTreeWalker(document.querySelector("dialog[open]") ?? document.getElementById("page"), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const box = walk.currentNode.parentElement;
      if (!walk.currentNode.textContent.trim() || !seen(box) || box.closest(".sr, .num, script")) continue;
      const range = document.createRange();
      range.selectNodeContents(walk.currentNode);
      for (const { left, right, top, bottom } of range.getClientRects()) {
        const spare = (bottom - top) * 0.18;
        if (right - left > 1) found.push([box, { left, right, top: top + spare, bottom: bottom - spare }]);
      }
    }
    for (const num of document.querySelectorAll("#number .num, #number .qr")) if (seen(num) && scene().contains(num)) found.push([num, num.getBoundingClientRect()]);
    return found;
  }

  /* Is something painted over the line, at its ends or in its middle? */
  function covered(box, { left, right, top, bottom }) {
    const spots = [[left + 2, bottom - 2], [(left + right) / 2, (top + bottom) / 2], [right - 2, top + 2]];
    return spots.some(([x, y]) => {
      let hit = document.elementFromPoint(x, y);
      if (!hit || box.contains(hit)) return false;
      for (; !hit.contains(box); hit = hit.parentElement) {
        if (getComputedStyle(hit).backgroundColor !== "rgba(0, 0, 0, 0)") return true;
      }
      return false;
    });
  }

  function cut() {
    const wrong = [];
    const main = document.querySelector("main").getBoundingClientRect();
    const all = words();
    all.forEach(([box, line], index) => {
      const home = box.closest("button, .banner, .panel, .band, .heard, dialog, .tools, .screen, .head") ?? document.body;
      const edge = home.getBoundingClientRect();
      const over = Math.max(edge.left - line.left, line.right - edge.right, edge.top - line.top, line.bottom - edge.bottom, -line.left, line.right - innerWidth, line.bottom - innerHeight);
      if (over > 1) wrong.push(`over the edge by ${Math.round(over)} px: ${called(box)}`);
      if (covered(box, line)) wrong.push(`covered: ${called(box)}`);
      if (box.closest("main") && line.top < main.top - 1) wrong.push(`under the header: ${called(box)}`);
      for (const [other, its] of all.slice(index + 1)) {
        if (other !== box && apart(line, its) < -1) wrong.push(`one over the other: ${called(box)} | ${called(other)}`);
      }
    });
    for (const box of [...scene().querySelectorAll("*"), scene(), document.querySelector(".head")]) {
      if (!seen(box) || box.closest("svg") || box.matches("input")) continue;
      const style = getComputedStyle(box);
      const block = !["inline", "contents"].includes(style.display);
      if (block && style.overflowX !== "visible" && (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1)) wrong.push(`cut: ${called(box)}`);
      const r = box.getBoundingClientRect();
      if (r.right > innerWidth + 1 || r.bottom > innerHeight + 1 || r.left < -1) wrong.push(`outside: ${called(box)}`);
    }
    return [...new Set(wrong)];
  }

  /* The size of every word in units of the drawing, by its place in the page. */
  const letters = () => {
    const unit = document.querySelector(".rule").getBoundingClientRect().height / 12;
    return words().filter(([box]) => !box.matches(".num, .qr"))
      .map(([box]) => [called(box), parseFloat(getComputedStyle(box).fontSize) / unit]);
  };
  /* {state: those sizes in each of the modes}. */
  window.sized = (names, modes) => Object.fromEntries(names.map((name) => [name, modes.map((how) => {
    window.show(name, { large: false, low: false, ...how });
    return letters();
  })]));
  window.faults = (low) => {
    const mm = parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--mm"));
    return [...keys(mm, low), ...cut()];
  };
  window.survey = (names, modes) => names.flatMap((name) =>
    Object.entries(modes).flatMap(([mode, how]) => {
      window.show(name, { large: false, low: false, ...how });
      return window.faults(Boolean(how.low)).map((fault) => `${name}, ${mode}: ${fault}`);
    }));
})()
