/* Nobody there: after `seconds` the page goes back to its start, warning during the last ones. */
import { at, page, say } from "./page.js";

let touched = performance.now();

/** Somebody is there. */
export function touch() {
  touched = performance.now();
  if (at("idle").open) at("idle").close();
}

/** watching(): is there anything to wipe; reading(): is something being read; patience(): how many
    times `idle_seconds` are given; over(): wipe it. */
export function watchIdle({ watching, reading, patience }, over) {
  setInterval(() => {
    if (!watching() || (reading() && !at("idle").open)) touch();
    else check(over, patience());
  }, 250);
  for (const kind of ["pointerdown", "keydown", "input"]) {
    document.addEventListener(kind, () => at("idle").open || touch(), true);
  }
  document.addEventListener("cancel", touch, true);
  document.addEventListener("keydown", typedOn, true);
  document.addEventListener("click", (event) => event.target === at("idle") && touch());
}

/* Who types on has answered the warning: it closes, and the letter goes where the others went. */
function typedOn({ key, ctrlKey, altKey, metaKey }) {
  const letter = key.length === 1 && key !== " " && !ctrlKey && !altKey && !metaKey;
  if (at("idle").open && (letter || ["Backspace", "Process", "Dead"].includes(key))) touch();
}

function check(over, times) {
  const left = page.setUp.idle_seconds * times - (performance.now() - touched) / 1000;
  if (left <= 0) {
    touch();
    over();
  } else if (left <= page.setUp.warn_seconds * times) {
    const words = say("idle_left", { n: Math.ceil(left) });
    at("idle-left").textContent = words;
    if (!at("idle").open) warn(words);
    else if (Math.ceil(left) === 10) at("idle-said").textContent = words;
  }
}

/* A live region speaks of what is put into it once it is there, so after the dialog has opened. */
function warn(words) {
  at("idle-said").textContent = "";
  at("idle").showModal();
  at("idle-said").textContent = `${at("idle-title").textContent} ${words}`;
}
