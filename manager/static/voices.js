// The loudspeakers: what is new of them comes as the page's own words, fetched whole.
import "/voices/static/notices.js";
import { watch } from "/static/live.js";
import { done } from "./page.js";

const box = document.getElementById("speakers");
let asking = false;
let again = false;

/** The newest page's loudspeakers in the place of these; whoever is on a key stays on it. */
async function renew() {
  again = asking;
  if (asking) return;
  asking = true;
  const there = await fetch(location.href, { cache: "no-store" }).catch(() => null);
  const text = there?.ok ? await there.text() : "";
  const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("speakers");
  if (fresh && fresh.innerHTML !== box.innerHTML) {
    const on = document.activeElement;
    const held = box.contains(on) ? on : null;
    box.replaceChildren(...fresh.childNodes);
    if (held) next(held)?.focus();
  }
  asking = false;
  if (again) renew();
}

/* The key with the same name, or where its zone goes on: the answer to give, or the next test. */
function next(held) {
  const zone = held.closest("[data-zone]")?.dataset.zone;
  const there = box.querySelector(`[data-zone="${zone}"]`);
  return document.getElementById(held.id) ?? there?.querySelector("[data-heard], [data-try]");
}

box.addEventListener("click", async (event) => {
  const key = event.target.closest("button");
  if (!key) return;
  const { zone } = key.closest("[data-zone]").dataset;
  const { heard, mute } = key.dataset;
  const url = `/manager/voices/${zone}`;
  const told = mute
    ? await done("/voices/mutes", { zone, mute: mute === "yes" })
    : await done(heard ? `${url}/hearings` : `${url}/trials`, heard ? { heard } : {});
  if (told) renew();
});

watch("voices", { snapshot: renew });
