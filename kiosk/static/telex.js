/* Telex and VNI: what the keys of one word become. Keys that make no Vietnamese syllable stay. */
import { isSyllable } from "./syllables.js";
import { TONES, tone as toned } from "./tones.js";

const TONE_KEYS = {
  telex: { s: "sac", f: "huyen", r: "hoi", x: "nga", j: "nang", z: "" },
  vni: { 1: "sac", 2: "huyen", 3: "hoi", 4: "nga", 5: "nang", 0: "" },
};
const MARK_KEYS = {
  telex: { a: ["hat", "a"], e: ["hat", "e"], o: ["hat", "o"], w: ["horn", "uoa"], d: ["bar", "d"] },
  vni: { 6: ["hat", "aeo"], 7: ["horn", "uo"], 8: ["horn", "a"], 9: ["bar", "d"] },
};
const MARKED = {
  hat: { a: "â", e: "ê", o: "ô" },
  horn: { a: "ă", o: "ơ", u: "ư" },
  bar: { d: "đ" },
};
const PLAIN = { â: "a", ă: "a", ê: "e", ô: "o", ơ: "o", ư: "u", đ: "d" };
const NAMES = Object.fromEntries(Object.entries(TONES).map(([name, sign]) => [sign, name]));
const VOWEL = /[aăâeêioôơuưy]/i;

/** The word that these keys write; letters composed already may be among them.
 * @param {"telex"|"vni"|"off"} method */
export function compose(keys, method) {
  if (method === "off") return keys;
  let word = { letters: [], tone: "", typed: "", off: "" };
  for (const key of keys.normalize("NFC")) word = more(word, key, method);
  return written(word);
}

function more(word, key, method) {
  const small = key.toLowerCase();
  const typed = word.typed + key;
  const tone = TONE_KEYS[method][small];
  const mark = MARK_KEYS[method][small];
  if (!word.off.includes(small)) {
    if (tone !== undefined && word.letters.some((letter) => VOWEL.test(letter))) {
      if (tone && tone === word.tone) return undone({ ...word, tone: "" }, key, typed, isWritten(word));
      if (tone || word.tone) return { ...word, tone, typed };
    }
    const changed = mark && marked(word, key, typed, ...mark);
    if (changed) return changed;
  }
  const [plain, own] = apart(key);
  return { ...word, letters: [...word.letters, plain], tone: own || word.tone, typed };
}

/* The key pressed once more: its mark goes, and the letter itself is meant. */
function undone(word, key, typed, wasWritten) {
  const letters = [...word.letters, key];
  const bare = wasWritten ? withTone(letters.join(""), word.tone) : typed;
  return { ...word, letters, typed: bare, off: word.off + key.toLowerCase() };
}

function marked(word, key, typed, kind, bases) {
  const places = placed(word.letters, kind, bases);
  if (places.length) {
    const letters = word.letters.map((letter, at) => (places.includes(at) ? put(letter, kind) : letter));
    const next = { ...word, letters: spread(letters), typed };
    return isWritten(next) || !isWritten(word) ? next : undefined;
  }
  const done = word.letters.map((letter) => Object.values(MARKED[kind]).includes(letter.toLowerCase())
    && bases.includes(bare(letter)));
  if (!done.includes(true)) return undefined;
  const letters = word.letters.map((letter, at) => (done[at] ? cased(bare(letter), letter) : letter));
  return undone({ ...word, letters }, key, typed, isWritten(word));
}

/* Where this mark goes: đ first of all; of u and o both, of u and a the u, else the last. */
function placed(letters, kind, bases) {
  const from = /^qu/i.test(letters.join("")) ? 2 : 0;
  const open = letters.map((letter, at) => {
    const small = letter.toLowerCase();
    const same = small === MARKED[kind][bare(letter)];
    return at >= from && bases.includes(bare(letter)) && MARKED[kind][bare(letter)] && !same;
  });
  if (kind === "bar") return open[0] ? [0] : [];
  const last = open.lastIndexOf(true) < 0 ? open.findLastIndex(Boolean) : open.lastIndexOf(true);
  if (last < 0) return [];
  if (kind !== "horn") return [last];
  const joined = letters.map(bare).join("");
  const pair = joined.indexOf("uo", from);
  if (pair >= 0 && bases.includes("o")) {
    return pair + 2 < letters.length ? [pair, pair + 1].filter((at) => open[at]) : [pair + 1].filter((at) => open[at]);
  }
  const first = /u[aiu]/.exec(joined.slice(from));
  if (first && bases.includes("u")) return open[from + first.index] ? [from + first.index] : [];
  return [last];
}

/* "ơ" that more letters follow has "ư" before it: huơ, hương. */
function spread(letters) {
  const at = letters.findIndex((letter, here) => bare(letter) === "u" && letters[here + 1]?.toLowerCase() === "ơ");
  const more = at >= 0 && at + 2 < letters.length && !/^q/i.test(letters[0]);
  return more ? letters.map((letter, here) => (here === at ? put(letter, "horn") : letter)) : letters;
}

function written(word) {
  const letters = spread(word.letters);
  return isWritten(word) ? withTone(letters.join(""), word.tone) : word.typed;
}

const isWritten = ({ letters, tone }) => isSyllable(spread(letters).join(""), tone);
const withTone = (text, name) => (name ? toned(text, name) : text);
const bare = (letter) => PLAIN[letter.toLowerCase()] ?? letter.toLowerCase();
const put = (letter, kind) => cased(MARKED[kind][bare(letter)], letter);
const cased = (small, like) => (like === like.toLowerCase() ? small : small.toUpperCase());

/* A letter and the name of the tone on it. */
function apart(letter) {
  const parts = [...letter.normalize("NFD")];
  const tone = parts.find((part) => NAMES[part]);
  return [parts.filter((part) => part !== tone).join("").normalize("NFC"), NAMES[tone] ?? ""];
}
