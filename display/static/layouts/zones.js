/* Two parts of the hall on one screen, each with its own calls. */
import { run } from "/display/static/board.js";
import { drawHall } from "/display/static/hall.js";

const halves = Array.from(document.querySelectorAll(".half"));

run((state) => {
  for (const half of halves) {
    const calls = state.calls.filter((call) => call.zone === half.dataset.half);
    drawHall(half, Object.assign({}, state, { calls }), { many: 2, few: 2, font: 13.5, wide: 13.5 });
  }
});
