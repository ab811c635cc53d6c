// The line under the keys that tells what happened.

import { icon, mark, part } from "./h.js";
import { say } from "./words.js";

let quiet = 0;
let resting = say("dashed_note");

/** What stands there while there is nothing else to tell. */
export function rests(sentence) {
  if (sentence === resting) return;
  resting = sentence;
  if (!quiet) rest();
}

/** Says something for a while; `kind`: done, warn, wait. */
export function tell(kind, sentence) {
  const note = part("note");
  clearTimeout(quiet);
  mark(note, "data-kind", kind);
  note.replaceChildren(icon(kind === "warn" ? "info" : "check"), sentence);
  quiet = setTimeout(rest, kind === "warn" ? 12000 : 6000);
}

function rest() {
  quiet = 0;
  mark(part("note"), "data-kind", null);
  part("note").replaceChildren(resting);
}
