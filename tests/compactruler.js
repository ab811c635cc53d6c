// What is wrong with how the small window is laid out: each fault a sentence.
() => {
  const faults = [];
  const seen = [...document.querySelectorAll("body *")].filter((each) => each.checkVisibility());
  const name = (each) => each.dataset.part ?? each.dataset.move ?? each.className ?? each.tagName;
  const over = document.scrollingElement;
  if (over.scrollHeight > innerHeight || over.scrollWidth > innerWidth) faults.push("it scrolls");
  for (const each of seen) {
    const box = each.getBoundingClientRect();
    if (box.width && (box.left < 0 || box.right > innerWidth || box.bottom > innerHeight))
      faults.push(`${name(each)} leaves the window`);
    if (each.scrollWidth > each.clientWidth + 1 && each.clientWidth)
      faults.push(`${name(each)} is too wide for its place`);
    // Digits have room below their line that they do not use.
    const digits = each.closest(".num") ?? each.querySelector(".num");
    if (!digits && each.scrollHeight > each.clientHeight + 1 && each.clientHeight)
      faults.push(`${name(each)} is too high for its place`);
  }
  for (const each of document.querySelectorAll("button, a")) {
    const { width, height } = each.getBoundingClientRect();
    if (width < 24 || height < 24) faults.push(`${name(each)} is ${width}×${height}`);
  }
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const box = words.currentNode.parentElement;
    if (!box.checkVisibility() || !words.currentNode.textContent.trim()) continue;
    const size = Number.parseFloat(getComputedStyle(box).fontSize);
    if (size > 0 && size < 13) faults.push(`${name(box)} is tiny`);
  }
  // What stands in one row does not lie over its neighbour.
  const main = document.querySelector("main");
  const parts = [...main.querySelectorAll("h1, .st, .count, [data-part=full], .ticket, .vacant")]
    .concat([...main.querySelectorAll(".smart, .key, .note")])
    .filter((each) => each.checkVisibility());
  parts.forEach((one, i) => {
    for (const other of parts.slice(i + 1)) {
      const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
      const apart =
        a.right <= b.left + 0.5 ||
        b.right <= a.left + 0.5 ||
        a.bottom <= b.top + 0.5 ||
        b.bottom <= a.top + 0.5;
      if (!apart) faults.push(`${name(one)} lies over ${name(other)}`);
    }
  });
  return faults;
}
