/* The hall's usual screen: the calls, and the lists beside them. */
import { run } from "/display/static/board.js";
import { drawHall } from "/display/static/hall.js";
import { drawSide } from "/display/static/side.js";

run((state) => {
  drawHall(document, state, { many: 6, few: 3, font: 11, wide: 8.8 });
  drawSide(state);
});
