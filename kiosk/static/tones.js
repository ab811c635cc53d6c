/* Vietnamese letters from a screen keyboard: a letter with its capital, a tone on its vowel. */

export const TONES = { sac: "\u0301", huyen: "\u0300", hoi: "\u0309", nga: "\u0303", nang: "\u0323" };

const ALL = /[\u0301\u0300\u0309\u0303\u0323]/g;
const VOWELS = /[aăâeêioôơuưy]+/i;
const MARKED = /[ăâêôơư]/gi;

/** The text with one more letter, capital at the start of a word; the tone goes where it belongs now. */
export function letter(text, sign) {
  const first = /(^|[ '’-])$/.test(text);
  const longer = text + (first ? sign.toLocaleUpperCase("vi") : sign.toLocaleLowerCase("vi"));
  const cut = longer.search(/[^ '’-]*$/);
  const whole = longer.slice(cut).normalize("NFD");
  const own = Object.keys(TONES).find((name) => whole.includes(TONES[name]));
  return own ? tone(longer.slice(0, cut) + whole.replace(ALL, "").normalize("NFC"), own) : longer;
}

/** The text with this tone on its last syllable; the tone it already has is taken off. */
export function tone(text, name) {
  const cut = text.search(/[^ '’-]*$/);
  const whole = text.slice(cut).normalize("NFD");
  const plain = whole.replace(ALL, "").normalize("NFC");
  if (whole.includes(TONES[name])) return text.slice(0, cut) + plain;
  const at = place(plain);
  if (at < 0) return text;
  const toned = plain.slice(0, at + 1) + TONES[name] + plain.slice(at + 1);
  return text.slice(0, cut) + toned.normalize("NFC");
}

/* ă â ê ô ơ ư carry the tone first (the last of them: ươ); then the middle of three vowels, the
   second of two before a consonant, else the first of two: Hòa, Toàn, Thúy, Khuyến, Giang, Quý. */
function place(word) {
  const onset = /^(qu|gi(?=[aăâeêioôơuưy]))/i.exec(word);
  const from = onset ? onset[0].length : 0;
  const group = VOWELS.exec(word.slice(from));
  if (!group) return -1;
  const start = from + group.index;
  const marked = [...group[0].matchAll(MARKED)].pop();
  if (marked) return start + marked.index;
  const size = group[0].length;
  const closed = start + size < word.length;
  if (size >= 3 || (size === 2 && closed)) return start + 1;
  return start;
}

/** The text without its last letter and its tone; whole letters, not halves of them. */
export function rubbed(text) {
  return [...text.normalize("NFC")].slice(0, -1).join("");
}
