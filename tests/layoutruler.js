// What is wrong with the picture of a display, by its geometry, and how high its capitals are.
() => {
  const screen = {left: 0, top: 0, right: innerWidth, bottom: innerHeight, name: "screen"};
  const CARDS = ".card, .newest, .recent > div, .list li, .top, .foot, .now, .recorded";
  const inside = (box, frame) => box.left >= frame.left - 1.5 && box.right <= frame.right + 1.5
    && box.top >= frame.top - 1.5 && box.bottom <= frame.bottom + 1.5;
  const apart = (a, b) => a.right <= b.left + 1 || b.right <= a.left + 1
    || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
  const faults = [];
  const words = [];
  const shows = (part) => part.getClientRects().length > 0
    && getComputedStyle(part).visibility === "visible";
  const walker = document.createTreeWalker(document.querySelector(".stage"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !shows(parent) || parent.closest("template, script")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const part = parent.closest(".num") || parent;
    for (const rect of range.getClientRects()) {
      // Of a line 1.265 em high the capital and the figures are what lies from 0.26 to 1 em.
      const em = rect.height / 1.265;
      const ink = {left: rect.left, right: rect.right, top: rect.top + 0.24 * em,
        bottom: rect.top + 1.02 * em, part, said: node.data.trim()};
      // The pages of a long text beside the one that has its turn.
      const leaf = parent.closest(".long .words");
      if (leaf && apart(ink, leaf.getBoundingClientRect())) continue;
      words.push(ink);
      if (!inside(ink, screen)) faults.push("off the screen: " + ink.said);
      for (let box = parent; box && box !== document.body; box = box.parentElement) {
        const style = getComputedStyle(box);
        const frame = box.getBoundingClientRect();
        const dots = style.textOverflow === "ellipsis";
        if (style.overflowX === "hidden" && !dots && !inside(ink, frame)) {
          faults.push("cut by " + box.className + ": " + ink.said);
        }
      }
      const card = parent.closest(CARDS);
      if (card && !parent.closest(".service, .half > h1")
        && !inside(ink, card.getBoundingClientRect())) {
        faults.push("leaves " + card.className + ": " + ink.said);
      }
    }
  }
  words.forEach((a, i) => words.slice(i + 1).forEach((b) => {
    if (a.part !== b.part && !a.part.contains(b.part) && !b.part.contains(a.part) && !apart(a, b)) {
      faults.push("overlap: " + a.said + " | " + b.said);
    }
  }));
  const root = document.documentElement;
  if (root.scrollHeight > innerHeight + 1 || root.scrollWidth > innerWidth + 1) faults.push("scrolls");
  for (const cell of document.querySelectorAll(".num i")) {
    if (shows(cell) && cell.scrollWidth > cell.offsetWidth + 1) faults.push("wider than its cell");
  }
  const pen = document.createElement("canvas").getContext("2d");
  const capital = (num) => {
    pen.font = "800 1000px 'Be Vietnam Pro'";
    const share = pen.measureText("H").actualBoundingBoxAscent / 1000;
    return share * parseFloat(getComputedStyle(num).fontSize);
  };
  const lowest = (selector) => Math.min(...Array.from(document.querySelectorAll(selector))
    .filter(shows).map(capital));
  return {
    faults,
    call: lowest(".newest .who .num, .burst .who .num, .now .num"),
    line: lowest(".before .num, .recent .num, .list:not(.services) > ul .num"),
  };
}
