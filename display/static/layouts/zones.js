/* Two parts of the hall on one screen, each with its own calls. */
import { run } from "/display/static/board.js";
import { hallIn } from "/display/static/hall.js";

const ROOM = { few: 2, many: 4, looks: ["narrow", "pairs"] };
const halves = Array.from(document.querySelectorAll(".half")).map((half) => ({
  zone: half.dataset.half,
  hall: hallIn(half, ROOM),
}));

run(
  (state) => halves.forEach(({ hall }) => hall.draw(state)),
  (snapshot) => {
    for (const { zone, hall } of halves) {
      const calls = snapshot.calls.filter((call) => call.zone === zone);
      hall.hear(Object.assign({}, snapshot, { calls }));
    }
  },
);
