/* The hall's usual screen: the calls, and the lists beside them. */
import { run } from "/display/static/board.js";
import { hallIn } from "/display/static/hall.js";
import { drawSide } from "/display/static/side.js";

const hall = hallIn(document, { many: 6, few: 3, font: 11, wide: 8.8 });

run((state) => {
  hall.draw(state);
  drawSide(state);
}, hall.hear);
