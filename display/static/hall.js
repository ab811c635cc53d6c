/* A hall, or a half of the screen: calm, or the burst of calls that came together. */
import { wanted } from "/display/static/board.js";
import { drawBurst, drawCalm } from "/display/static/calls.js";
import { screen } from "/display/static/shown.js";

const PASS = 1.05;

/**
 * @param {ParentNode} root what is drawn into
 * @param {{many: number, few: number, font: number, wide: number}} room cards on one page of the
 *   burst: `few` where the numbers of `many` are too small for the hall; `font`: rem of these,
 *   `wide`: of those with more than four signs
 * @returns {{hear: (snapshot: object) => void, draw: (state: object) => void}}
 */
export function hallIn(root, { many, few, font, wide }) {
  const hall = screen(many);
  const cards = root.querySelector(".burst");
  let far = false;

  function hear(snapshot) {
    const size = snapshot.calls.some((call) => call.label.length > 4) ? wide : font;
    far = size * PASS < wanted.call;
    hall.resize(far ? few : many);
    hall.hear(snapshot);
  }

  function draw({ board, now, stale }) {
    const view = hall.shown(now);
    const burst = view.mode === "burst" && !stale;
    root.querySelector(".calm").hidden = burst;
    cards.hidden = !burst;
    cards.classList.toggle("few", far && few < many);
    if (burst) drawBurst(cards, view, board);
    else if (stale) drawCalm(root, { newest: null, before: [], recent: view.recent || [] }, null);
    else drawCalm(root, view, board);
  }

  return { hear, draw };
}
