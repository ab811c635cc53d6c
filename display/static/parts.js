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

/** The part of a list that has its turn: pages of equal length, `every` ms each. */
export function inTurn(list, most, now, every) {
  const pages = Math.max(1, Math.ceil(list.length / most));
  const size = Math.ceil(list.length / pages);
  const page = Math.floor(now / every) % pages;
  return { part: list.slice(page * size, (page + 1) * size), page: page + 1, pages };
}
