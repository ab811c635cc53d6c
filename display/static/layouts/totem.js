/* A screen that stands upright: the calls above, the lists below. */
import { run } from "/display/static/board.js";
import { hallIn } from "/display/static/hall.js";
import { drawSide } from "/display/static/side.js";

const hall = hallIn(document, { few: 4, many: 8, looks: ["narrow", "pairs"] });

function draw(state) {
  hall.draw(state);
  drawSide(state);
}

run(draw, hall.hear, { two: false });
