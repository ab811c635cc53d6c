// What is new comes as the page's own words, fetched whole.
import { watch } from "/static/live.js";

/**
 * Keeps the element `id` as the newest page has it, whenever the room says that there is something
 * new; whoever is on a key stays on it. Gives the function that looks at once.
 * `put(box, fresh)` brings the one to what the other says; `calm()`: see live.js.
 */
export function renewing(id, { room = id, put = replace, calm } = {}) {
  const box = document.getElementById(id);
  let asking = false;
  let again = false;

  async function renew() {
    again = asking;
    if (asking) return;
    asking = true;
    const there = await fetch(location.href, { cache: "no-store" }).catch(() => null);
    const text = there?.ok ? await there.text() : "";
    const fresh = new DOMParser().parseFromString(text, "text/html").getElementById(id);
    if (fresh) put(box, fresh);
    asking = false;
    if (again) renew();
  }

  watch(room, { snapshot: renew, calm });
  return renew;
}

/** All that is in the box anew; the focus goes to the key of the same name, else to `next(key)`. */
export function replace(box, fresh, next = () => null) {
  if (fresh.innerHTML === box.innerHTML) return;
  const held = box.contains(document.activeElement) ? document.activeElement : null;
  box.replaceChildren(...fresh.childNodes);
  if (held) (document.getElementById(held.id) ?? next(held))?.focus();
}
