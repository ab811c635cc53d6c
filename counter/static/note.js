// The line under the keys that tells what happened.

import { icon, mark, part } from "./h.js";
import { say } from "./words.js";

let quiet = 0;

/** Says something for a while; `kind`: done, warn, wait. */
export function tell(kind, sentence) {
  const note = part("note");
  clearTimeout(quiet);
  mark(note, "data-kind", kind);
  note.replaceChildren(icon(kind === "warn" ? "info" : "check"), sentence);
  quiet = setTimeout(
    () => {
      mark(note, "data-kind", null);
      note.replaceChildren(say("dashed_note"));
    },
    kind === "warn" ? 12000 : 6000,
  );
}
