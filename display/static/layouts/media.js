/* The calls, and beside them what the office shows: pictures, video, pages, words; else the lists. */
import { run } from "/display/static/board.js";
import { hallIn } from "/display/static/hall.js";
import { mediaIn } from "/display/static/media.js";
import { drawSide } from "/display/static/side.js";
import { watch } from "/static/live.js";

/** A wide place: the lists stand in two columns, in a small hall beside each other. */
const WIDE = { columns: 2, between: 4, lines: [11, 11] };
const side = document.getElementById("side");
const media = mediaIn(document.getElementById("media"), side);
/** More calls than the column has room for take the whole screen. */
const hall = hallIn(document.querySelector(".split"), { few: 3, many: 6, looks: ["narrow", ""] });

run((state) => {
  hall.draw(state);
  media.draw(state);
  if (!side.hidden) drawSide(state, WIDE);
}, hall.hear);

/* Of a playlist the board knows nothing: it is long, and seldom another one. */
watch("playlist", { snapshot: (list) => media.take(list.media) });
