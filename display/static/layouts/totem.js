/* A screen that stands upright: the calls above, the lists below. */
import { run } from "/display/static/board.js";
import { hallIn } from "/display/static/hall.js";
import { drawSide } from "/display/static/side.js";

const hall = hallIn(document, { many: 4, few: 4, font: 13.5, wide: 13.5 });

run((state) => {
  hall.draw(state);
  drawSide(state);
}, hall.hear);
