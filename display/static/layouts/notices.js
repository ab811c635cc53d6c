/* The calls, and beside them what an office has to make known, as much at a time as has room. */
import { run } from "/display/static/board.js";
import { hallIn } from "/display/static/hall.js";
import { turn } from "/display/static/parts.js";

const TURN = 15000;
const board = document.querySelector(".public");
const hall = hallIn(document, { many: 6, few: 3, font: 11, wide: 8.8 });
const sections = Array.from(board.children);

run((state) => {
  hall.draw(state);
  if (board.offsetParent === null) return;
  const pages = packed();
  const page = pages[turn(pages.length, state.now, TURN)];
  for (const section of sections) section.classList.toggle("away", page.indexOf(section) < 0);
}, hall.hear);

/* In their order, each page as full as the place is high. Who is away keeps its height. */
function packed() {
  const pages = [];
  let left = 0;
  for (const section of sections) {
    const height = section.offsetHeight + parseFloat(getComputedStyle(section).marginBottom);
    if (!pages.length || height > left) {
      pages.push([]);
      left = board.clientHeight;
    }
    pages[pages.length - 1].push(section);
    left -= height;
  }
  return pages;
}
