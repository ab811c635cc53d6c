/* Nobody there: after `seconds` the page goes back to its start, warning during the last ones. */
import { at, page, say } from "./page.js";

let touched = performance.now();

/** Somebody is there. While the warning is open only its own keys count. */
export function touch() {
  touched = performance.now();
  if (at("idle").open) at("idle").close();
}

/** watching(): is there anything to wipe; over(): wipe it. */
export function watchIdle(watching, over) {
  setInterval(() => {
    if (!watching()) touch();
    else check(over);
  }, 250);
  for (const kind of ["pointerdown", "keydown", "input"]) {
    document.addEventListener(kind, () => at("idle").open || touch(), true);
  }
  document.addEventListener("cancel", touch, true);
}

function check(over) {
  const left = page.setUp.idle_seconds - (performance.now() - touched) / 1000;
  if (left <= 0) {
    touch();
    over();
  } else if (left <= page.setUp.warn_seconds) {
    at("idle-left").textContent = say("idle_left", { n: Math.ceil(left) });
    if (!at("idle").open) at("idle").showModal();
  }
}
