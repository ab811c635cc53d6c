/* What is wrong with a screen as it stands now, in words that Chromium 67 knows: it scrolls, or words
   are off the screen, cut, or over each other. */
(() => {
  const found = [];
  const seen = (box) => box.offsetParent !== null && getComputedStyle(box).visibility !== "hidden";
  const said = (box) => (box.getAttribute("aria-label") || box.textContent).trim().slice(0, 40);
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth) found.push("scrolls sideways");
  if (root.scrollHeight > innerHeight && document.querySelector(".stage")) found.push("scrolls");

  /* What a line has above and below its letters does not count. */
  const lines = [];
  function keep(box, { left, right, top, bottom }) {
    const spare = (bottom - top) * 0.18;
    if (right - left > 1) lines.push({ box, left, right, top: top + spare, bottom: bottom - spare });
  }
  for (const num of document.querySelectorAll(".num")) if (seen(num)) keep(num, num.getBoundingClientRect());
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const box = walk.currentNode.parentElement;
    if (!walk.currentNode.textContent.trim() || box.closest(".num, .sr, script, template") || !seen(box)) continue;
    const range = document.createRange();
    range.selectNodeContents(walk.currentNode);
    const leaf = box.closest(".long .words");
    const frame = leaf && leaf.getBoundingClientRect();
    for (const line of range.getClientRects()) {
      // The pages of a long text beside the one that has its turn.
      if (frame && (line.left >= frame.right - 1 || line.right <= frame.left + 1)) continue;
      keep(box, line);
    }
  }

  lines.forEach((one, i) => {
    const below = document.querySelector(".stage") && one.bottom > innerHeight + 1;
    if (one.left < -1 || one.right > innerWidth + 1 || one.top < -1 || below) found.push("off: " + said(one.box));
    for (const other of lines.slice(i + 1)) {
      if (other.box === one.box || other.box.contains(one.box) || one.box.contains(other.box)) continue;
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (wide > 1 && high > 1) found.push("over each other: " + said(one.box) + " | " + said(other.box));
    }
  });

  for (const box of document.querySelectorAll("body *")) {
    if (!seen(box) || box.closest("svg, .sr") || !said(box)) continue;
    const style = getComputedStyle(box);
    if (style.overflowX === "visible" || style.textOverflow === "ellipsis") continue;
    const turns = box.matches(".long .words");
    if (box.scrollWidth > box.clientWidth + 1 && !turns) found.push("cut: " + said(box));
    const spare = 0.18 * parseFloat(style.fontSize);
    if (box.scrollHeight > box.clientHeight + spare && box.clientHeight) found.push("cut below: " + said(box));
  }
  return found;
})()
