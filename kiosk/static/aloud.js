/* "Đọc to": what is focused and what happens is read by the office's own voice at this kiosk. */
import { at, page } from "./page.js";

const QUIET = 0.35;
const GATHER = 60;
const PATIENCE = 8000;
const SPARE = 2000;
/* The most that the server reads in one go. */
const LONGEST = 1200;
/* Words of another language than the page's, between private signs. */
const FOREIGN = /\ue000(\w+)\ue002([^\ue001]*)\ue001/;
let context = null;
let playing = null;
let until = 0;
let asked = 0;
let gathered = [];
let rest = [];
let later = [];
let timer = null;
let last = "";

/** Is there anything being read or about to be? A sound that does not end counts no longer than it should last. */
export const isReading = () => Boolean(timer) || performance.now() < until;

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

/** The last words once more. */
export function again() {
  const [first, ...others] = inParts(last);
  rest = others;
  if (first) speak(first);
}

/** The name as it will be called, not loud. */
export function hear(name) {
  rest = [];
  play({ name }, QUIET);
}

/** Nothing is read on, and nothing is remembered. */
export function hush() {
  clearTimeout(timer);
  timer = null;
  drop();
  rest = [];
  last = "";
  asked += 1;
  stop();
}

function stop() {
  playing?.stop();
  playing = null;
  until = 0;
}

/* Where something is typed a name may be among the words. */
function speak({ text, language }) {
  const personal = ["name", "search", "visit"].some((id) => !at(id).hidden);
  play({ text, language, personal }, 1);
}

/* Sound as data: the page's policy allows no other, and nothing of it has an address. */
async function play(wish, loud) {
  const mine = (asked += 1);
  stop();
  until = performance.now() + PATIENCE;
  const source = await asking(wish, loud).catch(() => null);
  if (mine !== asked) return;
  until = 0;
  try {
    source?.start();
  } catch {
    return;
  }
  playing = source;
  if (source) until = performance.now() + source.buffer.duration * 1000 + SPARE;
}

async function asking(wish, loud) {
  const options = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(wish) };
  const answer = await fetch("/kiosk/readings", { ...options, signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) return null;
  context ??= new AudioContext();
  const source = context.createBufferSource();
  const gain = context.createGain();
  source.buffer = await context.decodeAudioData(await answer.arrayBuffer());
  gain.gain.value = loud;
  source.connect(gain).connect(context.destination);
  source.onended = () => playing === source && ended();
  return source;
}

function ended() {
  stop();
  if (!rest.length && later.length) rest = inParts(later.shift());
  const next = rest.shift();
  if (next) speak(next);
}

/* [{text, language}] */
function inParts(text) {
  const runs = text.split(FOREIGN);
  const own = document.documentElement.lang;
  return runs.flatMap((words, place) => (place % 3 === 1 ? [] : inOne(words, place % 3 ? runs[place - 1] : own)));
}

/* Whole sentences, as many at a time as the server takes. */
function inOne(text, language) {
  const parts = [""];
  for (const sentence of text.match(/.{1,1200}?(?:[.?!…:] |$)|.{1,1200}/gs) ?? []) {
    if ((parts[parts.length - 1] + sentence).length > LONGEST) parts.push("");
    parts[parts.length - 1] += sentence;
  }
  const said = parts.map((part) => part.replace(/^[\s,.]+/, "").trim());
  return said.filter(Boolean).map((part) => ({ text: part, language }));
}

/** What a key or a field is called, and how it stands, in the words that are seen on it. */
export function called(box) {
  const own = box.getAttribute("aria-label") ?? named(box.getAttribute("aria-labelledby"));
  const value = box.matches("input") ? inField(box, box.value) : "";
  const pressed = box.getAttribute("aria-pressed") === "true" ? page.words.read_on : "";
  const more = box.matches("button") ? named(box.getAttribute("aria-describedby")) : "";
  return [own || seen(box), value, pressed, more].filter(Boolean).join(". ");
}

/** What stands in a field; a code is spelt, its hyphens too. */
export function inField(box, text) {
  if (!("spelt" in box.dataset)) return text;
  return [...text.toUpperCase()].map((sign) => (sign === "-" ? page.words.key_hyphen : sign)).join(", ");
}

export const named = (ids) => (ids ?? "").split(" ").map((id) => id && at(id)?.textContent).filter(Boolean).join(". ");

/** The words that are seen in it. */
export function seen(box) {
  const walk = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  const words = [];
  while (walk.nextNode()) {
    const text = walk.currentNode.textContent.trim();
    const within = walk.currentNode.parentElement;
    if (text && within.checkVisibility()) words.push(inVoice(text, within.closest("[lang]").lang));
  }
  return words.join(", ").replaceAll(":, ", ": ");
}

const inVoice = (text, lang) => (lang === document.documentElement.lang ? text : `\ue000${lang}\ue002${text}\ue001`);
