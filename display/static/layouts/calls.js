/* The hall's usual screen: the calls, and the lists beside them. */
import { run } from "/display/static/board.js";
import { hallIn } from "/display/static/hall.js";
import { drawSide } from "/display/static/side.js";

const ROOM = { few: 3, many: 6, looks: ["few", ""], font: 11, wide: 8.8 };
const hall = hallIn(document, ROOM);

run((state) => {
  hall.draw(state);
  drawSide(state);
}, hall.hear);
