/* A scanner is a keyboard that types very fast and ends with Enter. */

const GAP = 100;
const SHORTEST = 6;
let typed = "";
let last = 0;

/** waits(): is nothing typed elsewhere, so that a code may come? found(text): one has come. */
export function watchScanner(waits, found) {
  document.addEventListener("keydown", (event) => {
    if (event.repeat || !waits()) typed = "";
    else if (event.key.length === 1 || event.key === "Enter") hear(event, found);
  }, true);
}

/* From its second sign on, nothing else hears what is scanned: its digits are no orders. */
function hear(event, found) {
  const before = event.timeStamp - last < GAP ? typed : "";
  const ends = event.key === "Enter";
  last = event.timeStamp;
  typed = ends ? "" : before + event.key;
  if (!before) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (ends && before.length >= SHORTEST) found(before);
}
