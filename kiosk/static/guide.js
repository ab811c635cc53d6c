/* The guide's desk: the facts of the hall, the printer that was chosen, and the keyboard. */
import "/static/clock.js";
import { watch } from "/static/live.js";
import { shut } from "./guideacts.js";
import { forget, seek, startFinding } from "./guidefind.js";
import { drawSlips } from "./guiderow.js";
import { startTelling, tell } from "./guidenotice.js";
import { drawSheet, openSheets, startSheets } from "./guidesheets.js";
import { choose, clear, count, drawTake, pick, plan, startTaking, submit } from "./guidetake.js";
import { at, page, put, say, written } from "./guidewords.js";

const KEPT = "guide-kiosk";

chooseKiosk();
startTaking();
startFinding();
startTelling();
startSheets();
draw(written("facts"));
watch(`kiosk-${page.setUp.kiosk}`, {
  snapshot: draw,
  state(up) {
    at("lost").hidden = up;
  },
  calm: () => !document.querySelector("dialog[open]") && !at("sought").value && !at("found").firstChild && !at("take").querySelector("[name=service]:checked") && !at("name").value,
});
document.addEventListener("keydown", pressed);

/* The kiosk whose printer is used is remembered on this machine; the first one at first. */
function chooseKiosk() {
  const asked = new URLSearchParams(location.search).get("id");
  const kept = localStorage.getItem(KEPT);
  const known = [...at("kiosk").options].some((each) => each.value === kept);
  if (!asked && known && kept !== page.setUp.kiosk) go(kept);
  at("kiosk").addEventListener("change", () => {
    localStorage.setItem(KEPT, at("kiosk").value);
    go(at("kiosk").value);
  });
}

function go(kiosk) {
  const url = new URL(location.href);
  url.searchParams.set("id", kiosk);
  location.replace(url);
}

function draw(facts) {
  put(at("trouble"), facts.printer ? say(`trouble_${facts.printer}`) : "");
  drawTake(facts);
  drawSlips(facts);
  drawSheet(facts);
}

function pressed(event) {
  if (event.isComposing) return;
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  // The focus leaves a dialog a moment after it is shut.
  const dialog = event.target.closest("dialog");
  if (dialog && dialog.open) return;
  const typing = !dialog && event.target.matches("input:not([type=radio], [type=checkbox]), select");
  if (event.key === "F2") done(event, () => at("name").focus());
  else if (event.key === "F4") done(event, openSheets);
  else if (event.key === "F8") done(event, tell);
  else if (event.key === "Escape") done(event, () => leave(event.target));
  else if (isHeld(event) && event.target.closest("#found")) event.preventDefault();
  else if (typing || event.target.closest(".acts")) return;
  else if (event.key === "Enter" && !event.target.matches("a, button:not(#go)")) {
    if (event.target.matches("[name=reason]")) event.target.checked = true;
    done(event, submit);
  } else if (event.key === "/" || event.code === "NumpadDivide") {
    done(event, seek);
  } else if (["+", "-"].includes(event.key)) {
    done(event, () => count(event.key === "+" ? 1 : -1));
  } else if (/^Digit\d$|^Numpad\d$/.test(event.code)) {
    done(event, () => pick(Number(event.code.slice(-1))));
  } else {
    const letter = letterOf(event);
    if (page.setUp.services.some((each) => each.letter === letter)) done(event, () => (event.shiftKey ? plan : choose)(letter));
  }
}

/* Escape leaves what one is at. */
function leave(from) {
  if (from.closest("#seek")) forget();
  else if (from.closest("#take") || !shut()) clear();
}

/* A key that is held down presses one button, not the one that the keyboard goes to next. */
const isHeld = ({ repeat, key }) => repeat && ["Enter", " "].includes(key);

function done(event, act) {
  event.preventDefault();
  if (!event.repeat) act();
}

/* A Vietnamese input method hides letters as "Process": the place of the key tells it then. */
const letterOf = (event) =>
  /^[a-z]$/i.test(event.key) ? event.key.toUpperCase() : event.code.replace(/^Key/, "");
