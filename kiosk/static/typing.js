/* A keyboard that is plugged in: its plain letters become Vietnamese, word by word, by Telex or VNI,
   as whoever types chooses; or they stay. */
import { at, say } from "./page.js";
import { compose } from "./telex.js";

const METHODS = ["telex", "vni", "off"];
const KEYS = { telex: /^[a-z]$/i, vni: /^[a-z0-9]$/i, off: /^[a-z]$/i };

const WORD = /[^ '’-]*$/;
let last = { before: "", typed: "" };
let composedElsewhere = false;

/** Nothing of what was typed is left. */
export function forget() {
  last = { before: "", typed: "" };
}

/** The way of typing after this one. */
export function nextMethod(method) {
  forget();
  return METHODS[(METHODS.indexOf(method) + 1) % METHODS.length];
}

/** The choice shows once a keyboard is known to be there. */
export function drawMethod({ plugged, method }) {
  at("method").hidden = !plugged;
  at("method").querySelector("[data-word]").textContent = say(`method_${method}`);
}

/** Puts the composed word in the place of what the key would write; whether anything is to draw. */
export function typing(event, state) {
  const box = event.target;
  if (box.id !== "typed" || event.inputType !== "insertText" || event.isComposing) return false;
  const key = event.data ?? "";
  if (!box.value) composedElsewhere = false;
  if (/[^\0-\x7f]/.test(key)) composedElsewhere = true;
  if (composedElsewhere || !KEYS[state.method].test(key)) return false;
  state.plugged = true;
  if (state.method === "off") return true;
  event.preventDefault();
  write(box, key, state.method);
  return true;
}

/* Keys are remembered only while the text before the caret is what they made. */
function write(box, key, method) {
  const before = box.value.slice(0, box.selectionStart);
  const rest = box.value.slice(box.selectionEnd);
  const cut = before.search(WORD);
  const keys = (before === last.before ? last.typed : before.slice(cut)) + key;
  const next = before.slice(0, cut) + compose(keys, method);
  if ([...next, ...rest].length > box.maxLength) return;
  last = { before: next, typed: keys };
  box.value = next + rest;
  box.setSelectionRange(next.length, next.length);
}
