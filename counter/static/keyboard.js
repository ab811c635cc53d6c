// The keyboard: one key per move, arrows choose a row, digits press its keys.

import { asking, keyInPanel } from "./ask.js";

const SIGNS = { "+": "enter", "*": "recall", "-": "absent", "−": "absent", "/": "transfer" };
const LETTERS = {
  T: "hold",
  F: "finish",
  L: "issue",
  U: "undo",
  M: "reopen",
  V: "absent_next",
  X: "confirm",
  K: "withdraw",
  D: "start",
  N: "pausing",
  Q: "switch",
  W: "window",
  I: "mute",
};
const PLACES = {
  NumpadAdd: "enter",
  NumpadMultiply: "recall",
  NumpadSubtract: "absent",
  NumpadDivide: "transfer",
  Minus: "absent",
  Slash: "transfer",
};
const BOUNCE = 250;

/** A Vietnamese input method hides letters as "Process": the place of the key tells it then. */
function meant(event) {
  if (event.code === "NumpadEnter" || event.key === "Enter") return "enter";
  if (SIGNS[event.key]) return SIGNS[event.key];
  if (PLACES[event.code] && (event.code.startsWith("Numpad") || event.key === "Process"))
    return PLACES[event.code];
  const letter = /^[a-z]$/i.test(event.key)
    ? event.key.toUpperCase()
    : event.code.replace(/^Key/, "");
  return LETTERS[letter] ?? null;
}

/** `does`: {enter, move(name), pausing, switch, window, mute, arrow(dx, dy), digit(n), escape, bounced}. */
export function keyboard(does) {
  let last = { what: null, at: -Infinity };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (asking()) {
      if (keyInPanel(event)) event.preventDefault();
      return;
    }
    const arrow = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[
      event.key
    ];
    if (arrow) {
      event.preventDefault();
      does.arrow(...arrow);
      return;
    }
    if (event.key === "Escape") does.escape();
    else if (/^[1-9]$/.test(event.key)) once(event, () => does.digit(Number(event.key)));
    else if (event.key === " " && event.repeat) event.preventDefault();
    else pressed(event, meant(event));
  });

  function pressed(event, what) {
    if (!what) return;
    if (what === "enter" && onOtherButton(event)) {
      if (event.repeat) event.preventDefault();
      return;
    }
    once(event, () => {
      const bounced = what === "enter" && last.what === what && event.timeStamp - last.at < BOUNCE;
      if (!bounced) last = { what, at: event.timeStamp };
      if (bounced) does.bounced();
      else if (does[what]) does[what]();
      else does.move(what);
    });
  }

  /** A key held down is one press. */
  function once(event, act) {
    event.preventDefault();
    if (!event.repeat) act();
  }
}

/** Enter on a button reached by Tab presses that button; everywhere else it is the smart key. */
const onOtherButton = (event) =>
  event.key === "Enter" && event.target.matches("button:not([data-part=smart]), a");
