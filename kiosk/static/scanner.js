/* A scanner is a keyboard that types very fast and ends with Enter. */

const GAP = 100;
const SHORTEST = 6;
let held = [];
let timer = null;
let released = null;

/** waits(): is nothing typed elsewhere, so that a code may come? found(text): one has come. */
export function watchScanner(waits, found) {
  document.addEventListener("keydown", (event) => {
    if (event === released) return;
    if (event.repeat || !waits()) held = [];
    else if (held.length ? event.key.length === 1 || event.key === "Enter" : begins(event)) hold(event, found);
  }, true);
}

const begins = ({ key, ctrlKey, altKey, metaKey }) => key.length === 1 && key !== " " && !ctrlKey && !altKey && !metaKey;

/* Nothing else hears what may be a scan: its digits are no orders. */
function hold(event, found) {
  event.preventDefault();
  event.stopImmediatePropagation();
  clearTimeout(timer);
  if (event.key !== "Enter") {
    held.push(event);
    timer = setTimeout(release, GAP);
    return;
  }
  const text = held.map(({ key }) => key).join("");
  held = [];
  if (text.length >= SHORTEST) found(text);
}

/* Once nothing has followed, a few signs are keys that somebody pressed. */
function release() {
  const pressed = held.length < SHORTEST ? held : [];
  held = [];
  for (const event of pressed) {
    released = new KeyboardEvent("keydown", event);
    document.activeElement.dispatchEvent(released);
  }
}
