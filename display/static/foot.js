/* The foot: what the loudspeaker says, else notices to the hall, else the rule of calling. */
import { cut, drawNotices } from "/display/static/notices.js";
import { draw, el, icon, turn } from "/display/static/parts.js";

const TURN = 4000;
// Letters that surely fit: in one large line, in one of two lines, and of the rule of calling.
const LARGE = 68;
const LINE = 92;
const RULE = 190;
const RULE_TURN = 10000;
const band = document.getElementById("caption");
const rule = document.querySelector("#foot p");
const whole = rule.textContent;
const sentences = whole.length > RULE ? cut(whole, RULE, true) : [whole];

/** @param {object} board the snapshot @param {number} now ms @param {boolean} up connected */
export function drawFoot(board, now, up) {
  const said = up ? board.caption : [];
  band.hidden = !said.length;
  drawNotices(board.notices, now, up, !said.length);
  const part = sentences[turn(sentences.length, now, RULE_TURN)];
  draw(rule, [part], () => [part]);
  if (!said.length) return;
  // Two languages stand together where each has one line, else they take turns.
  const long = said.some(({ text }) => text.length > LINE);
  const lines = long ? [said[turn(said.length, now, TURN)]] : said;
  draw(band, lines, () => [icon("speaker"), el("p", "", ...lines.map(line))]);
  const large = lines.length === 1 && lines[0].text.length <= LARGE;
  band.className = "foot caption" + (large ? " large" : "");
}

/* The counter's number is never alone in a line. */
function line({ lang, text }, place) {
  const made = el(place ? "span" : "b", "", text.replace(/ (\S+)$/, "\u00a0$1"));
  made.lang = lang;
  return made;
}
