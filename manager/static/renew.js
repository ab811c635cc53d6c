// What is new comes as the page's own words, fetched whole.
import { watch } from "/static/live.js";

/**
 * Keeps the element `id` as the newest page has it, whenever the room `id` says that there is
 * something new; whoever is on a key stays on it. Gives the function that looks at once.
 */
export function renewing(id) {
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
    if (fresh && fresh.innerHTML !== box.innerHTML) {
      const on = document.activeElement?.id;
      box.replaceChildren(...fresh.childNodes);
      if (on) document.getElementById(on)?.focus();
    }
    asking = false;
    if (again) renew();
  }

  watch(id, { snapshot: renew });
  return renew;
}
