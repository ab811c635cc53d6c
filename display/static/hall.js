/* A hall, or a half of the screen: calm, or the burst of calls that came together. */
import { drawBurst, drawCalm } from "/display/static/calls.js";
import { shown } from "/display/static/shown.js";

const PASS = 1.05;

/**
 * @param {ParentNode} root what is drawn into
 * @param {object} state from board.js
 * @param {{many: number, few: number, font: number, wide: number}} room cards on one page of the
 *   burst: `few` where the numbers of `many` are too small for the hall; `font`: rem of these,
 *   `wide`: of those with more than four signs
 */
export function drawHall(root, { board, calls, now, stale, wanted }, { many, few, font, wide }) {
  const size = calls.some((call) => call.label.length > 4) ? wide : font;
  const far = size * PASS < wanted.call;
  const view = shown(calls, now, far ? few : many);
  const burst = view.mode === "burst" && !stale;
  const cards = root.querySelector(".burst");
  root.querySelector(".calm").hidden = burst;
  cards.hidden = !burst;
  cards.classList.toggle("few", far && few < many);
  if (burst) drawBurst(cards, view, board);
  else if (stale) drawCalm(root, { newest: null, before: [], recent: view.recent || [] }, null);
  else drawCalm(root, view, board);
}
