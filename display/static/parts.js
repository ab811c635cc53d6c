/* Small parts that the display's page is made of: elements, icons, words, pages that take turns. */

export const words = JSON.parse(document.getElementById("words").textContent);
const icons = document.getElementById("icons").content;

/** say("call_again", {n: 2}) -> the sentence in the page's language. */
export function say(key, facts) {
  return words[key].replace(/\{(\w+)\}/g, (_, name) => facts[name]);
}

/** el("p", "name", "text", otherElement, …) */
export function el(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export function icon(name) {
  return icons.querySelector(".icon-" + name).cloneNode(true);
}

/** Draws a box anew only when its facts changed, so that nothing moves without a reason. */
export function draw(box, facts, make) {
  const key = JSON.stringify(facts);
  if (box.dataset.drawn === key) return false;
  box.dataset.drawn = key;
  box.textContent = "";
  box.append(...make());
  return true;
}

/** A list in pages of nearly one length, at most `most` on each: [[…], …]; an empty list has none. */
export function pagesOf(list, most) {
  const count = Math.ceil(list.length / most);
  const pages = [];
  for (let page = 0, at = 0; page < count; page += 1) {
    const end = Math.round(((page + 1) * list.length) / count);
    pages.push(list.slice(at, end));
    at = end;
  }
  return pages;
}

/** Which of so many has its turn, each for `every` ms. */
export function turn(count, now, every) {
  return count ? Math.floor(now / every) % count : 0;
}
