// Elements made and kept: a row keeps its element, so nothing under a finger is replaced.

/** h("p.note", {title: "…"}, "text", child…) → the element. Keys "on…" listen. */
export function h(name, facts = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(facts)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== null && value !== false)
      element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Says `text` in `element`, touching the page only when it changed. */
export function set(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Gives or takes an attribute, touching the page only when it changed. */
export function mark(element, name, value) {
  if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

/** Makes the children of `list` those of `rows`, in order; elements are kept by `row.id`. */
export function keep(list, rows, make, update) {
  const old = new Map([...list.children].map((child) => [child.dataset.row, child]));
  rows.forEach((row, place) => {
    const id = String(row.id ?? `${row.kind}-${row.label}`);
    let element = old.get(id);
    if (element) old.delete(id);
    else {
      element = make(row);
      element.dataset.row = id;
    }
    update(element, row, place);
    if (list.children[place] !== element) list.insertBefore(element, list.children[place] ?? null);
  });
  for (const gone of old.values()) gone.remove();
}

/** A copy of the icon `name` that the page carries in its template. */
export function icon(name) {
  const found = document
    .getElementById("icons")
    .content.querySelector(`[data-icon="${name}"] > svg`);
  return found ? found.cloneNode(true) : document.createElement("i");
}

/** The element `[data-part=name]` of the page. */
export const part = (name) => document.querySelector(`[data-part="${name}"]`);
