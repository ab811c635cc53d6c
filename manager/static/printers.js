// The printers: what is new of them comes as the page's own words, fetched whole.
import { watch } from "/static/live.js";
import { done } from "./page.js";

const box = document.getElementById("printers");
let asking = false;
let again = false;

/** The newest page's printers in the place of these; whoever is on a key stays on it. */
async function renew() {
  again = asking;
  if (asking) return;
  asking = true;
  const there = await fetch(location.href, { cache: "no-store" }).catch(() => null);
  const text = there?.ok ? await there.text() : "";
  const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("printers");
  if (fresh && fresh.innerHTML !== box.innerHTML) {
    const on = document.activeElement?.id;
    box.replaceChildren(...fresh.childNodes);
    if (on) document.getElementById(on)?.focus();
  }
  asking = false;
  if (again) renew();
}

box.addEventListener("click", async (event) => {
  const key = event.target.closest("button");
  if (!key) return;
  const url = `/manager/printers/${key.closest("[data-printer]").dataset.printer}`;
  const { paper } = key.dataset;
  const told = paper ? await done(`${url}/papers`, { paper }) : await done(`${url}/trials`);
  if (told) renew();
});

watch("printers", { snapshot: renew });
