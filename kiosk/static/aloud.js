/* "Đọc to": what is focused and what happens is read by the office's own voice at this kiosk. */
import { at, page } from "./page.js";

const QUIET = 0.35;
const GATHER = 60;
const PATIENCE = 8000;
let context = null;
let playing = null;
let asked = 0;
let gathered = [];
let later = [];
let timer = null;
let last = "";

/** Is there anything being read or about to be? */
export const isReading = () => Boolean(playing || timer);

/** Reads these words once nothing else is being read. */
export function tell(words) {
  if (isReading()) later.push(words);
  else read(words);
}

/** What was to be read of the screen before is left out. */
export function drop() {
  gathered = [];
  later = [];
}

/** Reads these words; what comes in the same moment is read in one go, what was read before stops. */
export function read(words) {
  const clean = words.replace(/\s+/g, " ").trim();
  if (!clean || gathered.includes(clean)) return;
  gathered.push(clean);
  clearTimeout(timer);
  timer = setTimeout(() => {
    last = gathered.join(". ").replace(/([.?!…:])\./g, "$1");
    gathered = [];
    timer = null;
    again();
  }, GATHER);
}

/** The last words once more. Where a name is typed it may be among them. */
export const again = () => play({ text: last, language: document.documentElement.lang, personal: !at("name").hidden }, 1);

/** The name as it will be called, not loud. */
export const hear = (name) => play({ name }, QUIET);

/** Nothing is read on, and nothing is remembered. */
export function hush() {
  clearTimeout(timer);
  timer = null;
  drop();
  last = "";
  asked += 1;
  stop();
}

function stop() {
  playing?.stop();
  playing = null;
}

/* Sound as data: the page's policy allows no other, and nothing of it has an address. */
async function play(wish, loud) {
  const mine = (asked += 1);
  stop();
  playing = { stop() {} };
  const sound = await asking(wish);
  if (mine !== asked) return;
  if (!sound) {
    playing = null;
    return;
  }
  context ??= new AudioContext();
  const source = context.createBufferSource();
  const gain = context.createGain();
  source.buffer = await context.decodeAudioData(sound);
  if (mine !== asked) return;
  gain.gain.value = loud;
  source.connect(gain).connect(context.destination);
  source.onended = () => playing === source && ended();
  playing = source;
  source.start();
}

function ended() {
  playing = null;
  const [next] = later.splice(0, 1);
  if (next) play({ text: next, language: document.documentElement.lang, personal: !at("name").hidden }, 1);
}

async function asking(wish) {
  const options = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(wish) };
  try {
    const answer = await fetch("/kiosk/readings", { ...options, signal: AbortSignal.timeout(PATIENCE) });
    return answer.ok ? await answer.arrayBuffer() : null;
  } catch {
    return null;
  }
}

/** What a key or a field is called, and how it stands, in the words that are seen on it. */
export function called(box) {
  const own = box.getAttribute("aria-label") ?? named(box.getAttribute("aria-labelledby"));
  const value = box.matches("input") ? box.value : "";
  const pressed = box.getAttribute("aria-pressed") === "true" ? page.words.read_on : "";
  const more = box.matches("button") ? named(box.getAttribute("aria-describedby")) : "";
  return [own || seen(box), value, pressed, more].filter(Boolean).join(". ");
}

export const named = (ids) => (ids ?? "").split(" ").map((id) => id && at(id)?.textContent).filter(Boolean).join(". ");

/** The words that are seen in it. */
export function seen(box) {
  const walk = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  const words = [];
  while (walk.nextNode()) {
    const text = walk.currentNode.textContent.trim();
    if (text && walk.currentNode.parentElement.checkVisibility()) words.push(text);
  }
  return words.join(", ");
}
