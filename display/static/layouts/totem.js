/* A screen that stands upright: the calls above, the lists below. */
import { run } from "/display/static/board.js";
import { drawHall } from "/display/static/hall.js";
import { drawSide } from "/display/static/side.js";

run((state) => {
  drawHall(document, state, { many: 4, few: 4, font: 13.5, wide: 13.5 });
  drawSide(state);
});
