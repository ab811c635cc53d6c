/* Notices to the hall, in the place of the foot: several take turns, and no call is covered. */
import { draw, el, icon, turn, words } from "/display/static/parts.js";

const TURN = 8000;
// Letters that surely fit: each of two lines, and both together.
const LINE = 80;
const TWO_LINES = 140;
/** rem: the largest font of one line alone; one letter of it in a font of 169 rem surely fits. */
const LARGEST = 3.25;
const WIDE = 169;
const NEAR = 0.7;
const LONGEST_WORD = /\S{1,20}/gu;

const band = document.getElementById("notice");
const foot = document.getElementById("foot");

/**
 * @param {object[]} notices of the snapshot @param {number} now ms @param {boolean} up connected
 * @param {boolean} free nothing that is being said stands in the foot
 */
export function drawNotices(notices, now, up, free) {
  const some = up && free && notices.length > 0;
  band.hidden = !some;
  foot.hidden = !up || !free || some;
  if (!some) return;
  const all = [].concat(...notices.map(pagesOf));
  const at = turn(all.length, now, TURN);
  const { lines, speaking } = all[at];
  const facts = [lines, speaking, at + 1, all.length];
  draw(band, facts, () => parts(...facts));
  band.className = "foot notice" + (lines.length === 1 ? " large" : "");
  band.style.setProperty("--size", Math.min(LARGEST, WIDE / lines[0].text.length) + "rem");
}

/**
 * A short notice stands with its translation; the parts of a long one follow each other.
 * @returns {Array<{lines: Array<{lang: string, text: string}>, speaking: boolean}>}
 */
function pagesOf({ vi, en, speaking }) {
  const texts = [{ lang: "vi", text: vi }].concat(en ? [{ lang: "en", text: en }] : []);
  if (en && vi.length <= LINE && en.length <= LINE) return [{ lines: texts, speaking }];
  const pages = [];
  for (const { lang, text } of texts) {
    for (const part of cut(text, TWO_LINES, true)) {
      const lines = cut(part, LINE).map((line) => ({ lang, text: line }));
      pages.push({ lines, speaking });
    }
  }
  return pages;
}

/**
 * Between words, into parts of nearly one length; a word longer than a line is broken.
 * @param {boolean} pausing breaks after a comma or the like, where one is near
 */
export function cut(text, most, pausing) {
  const length = Math.ceil(text.length / Math.ceil(text.length / most));
  const found = [""];
  for (const word of text.match(LONGEST_WORD)) {
    const last = found[found.length - 1];
    const full = last.length + word.length + 1 > most || last.length >= length;
    const paused = pausing && last.length >= NEAR * length && /[,.;:!?]$/.test(last);
    if (last && (full || paused)) found.push(word);
    else found[found.length - 1] = last ? last + " " + word : word;
  }
  return found;
}

function parts(lines, speaking, page, pages) {
  const count = pages > 1 ? el("small", "", page + "/" + pages) : null;
  return [
    el("div", "title", icon(speaking ? "speaker" : "info"), el("span", "", words.notice, count)),
    el(
      "p",
      "",
      ...lines.map(({ lang, text }) => {
        const line = el(lang === lines[0].lang ? "b" : "span", "", text + " ");
        line.lang = lang;
        return line;
      }),
    ),
  ];
}
