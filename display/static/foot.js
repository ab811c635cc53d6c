/* The foot: what the loudspeaker says, else notices to the hall, else the rule of calling. */
import { drawNotices } from "/display/static/notices.js";
import { draw, el, icon } from "/display/static/parts.js";

const LARGE = 68;
const band = document.getElementById("caption");

/** @param {object} board the snapshot @param {number} now ms @param {boolean} up connected */
export function drawFoot(board, now, up) {
  const said = up ? board.caption : [];
  band.hidden = !said.length;
  drawNotices(board.notices, now, up, !said.length);
  if (!said.length) return;
  draw(band, said, () => [icon("speaker"), el("p", "", ...said.map(line))]);
  const large = said.length === 1 && said[0].text.length <= LARGE;
  band.className = "foot caption" + (large ? " large" : "");
}

function line({ lang, text }, place) {
  const made = el(place ? "span" : "b", "", text);
  made.lang = lang;
  return made;
}
