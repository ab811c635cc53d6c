// The keys under the turn. They keep their place: what may not be pressed is dashed and says why.

import { asking } from "./ask.js";
import { mark, part, set } from "./h.js";
import { may } from "./moves.js";
import { say, service } from "./words.js";
import { kind } from "./why.js";

/** What Enter does now: {move, word, line}; `move` null: nothing, `line` says why. */
export function smart(desk, up, wish) {
  if (desk.state !== "open" && !desk.turn) {
    const told = may(desk, "open", up);
    const word = say(desk.state === "paused" ? "smart_unpause" : "smart_open");
    return told.ok
      ? { move: "open", word, line: say("smart_open_line") }
      : { move: null, word, line: told.why };
  }
  if (desk.turn && desk.smart === "start")
    return one(desk, up, "start", say("smart_start"), follows(desk));
  if (!desk.turn) return one(desk, up, "call_next", say("smart_call_next"), follows(desk));
  if (wish)
    return one(desk, up, "finish", say("smart_finish_pause"), say("smart_finish_pause_line"));
  const line = [goesOn(desk), follows(desk)].filter(Boolean).join(" · ");
  return one(desk, up, "call_next", say("smart_finish_next"), line);
}

/** "A001 sang Đất đai", for one who needs another service after this one. */
export function goesOn(desk) {
  const { label, planned } = desk.turn?.ticket ?? {};
  return planned ? say("goes_on", { label, name: service(planned) }) : "";
}

function one(desk, up, move, word, line) {
  const told = may(desk, move, up);
  return told.ok ? { move, word, line } : { move: null, word, line: told.why };
}

function follows(desk) {
  const next = desk.next;
  if (!next) return say("nobody_follows");
  return say("follows", { label: next.label }) + (kind(next) ? ` · ${kind(next)}` : "");
}

/** Pressed by mouse or finger; `act`: {enter, move(name)}. */
export function keysPress(act) {
  part("smart").addEventListener("click", (event) => event.detail < 2 && act.enter());
  for (const key of document.querySelectorAll("[data-move]"))
    key.addEventListener("click", () => act.move(key.dataset.move));
  // A key pressed by the mouse gives the keyboard back: the next Enter is the smart key again.
  document.addEventListener(
    "click",
    (event) => event.detail > 0 && !asking() && document.activeElement.blur(),
  );
}

/** Shows every key as it may be pressed now: four times a second and after each snapshot. */
export function showKeys(desk, { up, wish }) {
  const now = smart(desk, up, wish);
  const key = part("smart");
  set(part("smart-word"), now.word);
  set(part("smart-line"), now.line);
  mark(key, "aria-disabled", now.move === null);
  for (const button of document.querySelectorAll("[data-move]")) showKey(button, desk, up);
}

function showKey(button, desk, up) {
  const told = may(
    desk,
    button.dataset.move === "absent_next" ? "absent" : button.dataset.move,
    up,
  );
  const offered = told.ok && desk.offer_absent && button.dataset.move.startsWith("absent");
  mark(button, "aria-disabled", !told.ok);
  mark(button, "data-offered", offered);
  const why = button.querySelector(".why");
  if (why) set(why, offered ? say("offered", { n: desk.turn?.calls ?? 0 }) : told.why);
}
