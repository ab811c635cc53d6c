/* A keyboard that is plugged in: its plain letters become Vietnamese, word by word, by Telex. */
import { compose } from "./telex.js";

const WORD = /[^ '’-]*$/;
let last = { before: "", typed: "" };
let composedElsewhere = false;

/** Nothing of what was typed is left. */
export function forget() {
  last = { before: "", typed: "" };
}

/** Puts the composed word in the place of what the key would write; whether it did. */
export function typing(event) {
  const box = event.target;
  if (box.id !== "typed" || event.inputType !== "insertText" || event.isComposing) return false;
  const key = event.data ?? "";
  if (!box.value) composedElsewhere = false;
  if (/[^\0-\x7f]/.test(key)) composedElsewhere = true;
  if (composedElsewhere || !/^[a-z]$/i.test(key)) return false;
  event.preventDefault();
  write(box, key);
  return true;
}

/* Keys are remembered only while the text before the caret is what they made. */
function write(box, key) {
  const before = box.value.slice(0, box.selectionStart);
  const rest = box.value.slice(box.selectionEnd);
  const cut = before.search(WORD);
  const keys = (before === last.before ? last.typed : before.slice(cut)) + key;
  const next = before.slice(0, cut) + compose(keys, "telex");
  if ([...next, ...rest].length > box.maxLength) return;
  last = { before: next, typed: keys };
  box.value = next + rest;
  box.setSelectionRange(next.length, next.length);
}
