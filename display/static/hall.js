/* A hall, or a half of the screen: calm, or the burst of calls that came together. */
import { wanted } from "/display/static/board.js";
import { drawBurst, drawCalm, drawRecent } from "/display/static/calls.js";
import { screen } from "/display/static/shown.js";

const PASS = 1.05;

/**
 * @param {ParentNode} root what is drawn into
 * @param {{few: number, many: number, looks: string[], font: ?number, wide: ?number}} room cards on
 *   one page of a burst: `few` at its start, `many` from when the calls no longer fit; `looks`: the
 *   class of each, the first also where no more than `few` are left; `font`: rem of the numbers of
 *   `many`, `wide`: of those with more than four signs; where they are large enough for the hall a
 *   burst starts with `many`
 * @returns {{hear: (snapshot: object) => void, draw: (state: object) => void}}
 */
export function hallIn(root, { few, many, looks, font = 0, wide = 0 }) {
  const hall = screen(few, many);
  const cards = root.querySelector(".burst");

  function hear(snapshot) {
    const size = snapshot.calls.some((call) => call.label.length > 4) ? wide : font;
    hall.resize(size * PASS < wanted.call ? few : many);
    hall.hear(snapshot);
  }

  function draw({ board, now, stale }) {
    const view = hall.shown(now);
    const burst = view.mode === "burst" && !stale;
    root.querySelector(".calm").hidden = burst;
    cards.hidden = !burst;
    if (burst) {
      const crowded = view.size === many && (view.others || view.cards.length > few);
      cards.className = "burst " + looks[crowded ? 1 : 0];
      drawBurst(cards, view, board);
      drawRecent(root.querySelector(".recent"), view.recent);
    } else if (stale) drawCalm(root, { newest: null, before: [], recent: view.recent || [] }, null);
    else drawCalm(root, view, board);
  }

  return { hear, draw };
}
