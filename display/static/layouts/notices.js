/* The calls, and beside them what an office has to make known, as much at a time as has room. */
import { run } from "/display/static/board.js";
import { hallIn } from "/display/static/hall.js";
import { turn } from "/display/static/parts.js";

const TURN = 15000;
/** rem of the words' font: the largest with which all has its turn within a minute. */
const SIZES = [3.25, 3, 2.75, 2.5, 2.25];
const PAGES = 4;
const board = document.querySelector(".public");
const ROOM = { few: 3, many: 6, looks: ["few", ""], font: 11, wide: 8.8 };
const hall = hallIn(document, ROOM);
const sections = Array.from(board.children);
let fitted = "";

run((state) => {
  hall.draw(state);
  if (board.offsetParent === null) return;
  const place = board.clientWidth + "x" + board.clientHeight;
  if (place !== fitted) enlarge();
  fitted = place;
  const pages = packed();
  const page = pages[turn(pages.length, state.now, TURN)];
  for (const section of sections) section.classList.toggle("away", page.indexOf(section) < 0);
}, hall.hear);

/* Letters of another font are as wide as that font makes them. */
document.fonts.addEventListener("loadingdone", () => {
  fitted = "";
});

function enlarge() {
  const [smallest] = SIZES.slice(-1);
  resize(smallest);
  const most = Math.max(PAGES, packed().length);
  SIZES.some((size) => resize(size) && packed().length <= most) || resize(smallest);
}

/* @returns {boolean} nothing is wider or higher than the place */
function resize(size) {
  board.style.setProperty("--words", size + "rem");
  const fits = (section) => high([section]) <= board.clientHeight;
  return board.scrollWidth <= board.clientWidth && sections.every(fits);
}

/*
 * In their order, each page as full as the place is high; what is left for the last one is shared
 * with the page before it. Who is away keeps its height.
 */
function packed() {
  const pages = [];
  for (const section of sections) {
    const page = pages[pages.length - 1];
    if (page && high(page.concat(section)) <= board.clientHeight) page.push(section);
    else pages.push([section]);
  }
  const [before, last] = pages.slice(-2);
  while (last && high(last.concat(before.slice(-1))) < high(before)) last.unshift(before.pop());
  return pages;
}

function high(page) {
  const heights = page.map((section) => section.offsetHeight + margin(section));
  return heights.reduce((sum, height) => sum + height, 0);
}

function margin(section) {
  return parseFloat(getComputedStyle(section).marginBottom);
}
