/* The lists beside the calls: they take turns, in pages of what there is room for. */
import { num } from "/static/num.js";
import { wanted } from "/display/static/board.js";
import { draw, el, icon, pagesOf, turn, words } from "/display/static/parts.js";
import { chip } from "/display/static/states.js";

const TURN = 12000;
const HEADING = 4.25;
const ROW = 1.14;
/** Of a number's size: the widest cell, and how many of them are between two numbers. */
const CELL = 0.755;
const GAP = 0.3;
/** Letters of a service's name in the legend, beyond which it stands in two lines. */
const LONG = 18;
const SMALL = 2.5;
const SMALLEST = 4;
const LARGEST = 5.5;
/** Lines of the first list, which stays, and of the others, which take turns below it. */
const NEAR = [9, 4];
/* Each list as lines of things, and how one of these is drawn. */
const LISTS = {
  counters: [(board) => rows(board.desks, 1), deskCells],
  waiting: [(board, near) => linesOf(board.services, near), (service) => [cell(service)]],
  legend: [(board) => rows(board.services, 1), (service) => [lettered(service)]],
  next: [(board, near, fit) => rows(board.next, fit(board.next)), (label) => [num(label)]],
  missed: [(board, near, fit) => rows(board.missed, fit(board.missed)), (label) => [num(label)]],
};
const aside = document.querySelector(".side");
const place = document.querySelector(".lists");

/**
 * @param {object} state from board.js; in a small hall two lists at a time, in the size of text
 * @param {{columns: number, between: number, lines: number[]}} room columns of a list, rem between
 *   two of them; lines: as `NEAR`
 */
export function drawSide({ board, now, near }, { columns = 1, between = 0, lines = NEAR } = {}) {
  const row = ROW * Math.min(Math.max(wanted.line, SMALLEST), LARGEST);
  const size = near ? SMALL : row / ROW;
  aside.classList.toggle("two", board.desks.some((desk) => desk.counter > 9));
  aside.style.setProperty("--digits", size + "rem");
  aside.style.setProperty("--row", row + "rem");
  const sections = Array.from(place.children);
  const slots = near ? [sections.slice(0, 1), sections.slice(1)] : [sections];
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const most = columns * Math.max(1, Math.floor((place.clientHeight / rem - HEADING) / row));
  const fit = (labels) => {
    const longest = Math.max.apply(null, labels.map((label) => label.length));
    const width = (place.clientWidth / rem + between) / columns - between;
    return Math.max(1, Math.floor((width / (size * CELL) + GAP) / (longest + GAP)));
  };
  slots.forEach((slot, i) => {
    drawSlot(slot, now, near ? lines[i] : most, (list) => LISTS[list][0](board, near, fit));
  });
}

function drawSlot(sections, now, most, linesOfList) {
  const ring = [].concat(
    ...sections.map((section) => {
      const pages = pagesOf(linesOfList(section.dataset.list), most);
      return pages.map((page, at) => ({ section, page, at, of: pages.length }));
    }),
  );
  const { section: shown, page, at, of } = ring[turn(ring.length, now, TURN)] || {};
  for (const section of sections) section.hidden = section !== shown;
  if (!shown) return;
  const part = shown.querySelector(".part");
  const text = of > 1 ? `${at + 1}/${of}` : "";
  if (part.textContent !== text) part.textContent = text;
  const make = LISTS[shown.dataset.list][1];
  draw(shown.querySelector("ul"), page, () => page.map((line) => lineOf(line, make)));
}

function lineOf(line, make) {
  return el("li", line[0].turn ? "busy" : "", ...[].concat(...line.map(make)));
}

function deskCells(desk) {
  return [
    el("span", "counter", el("span", "", words.counter), num(desk.counter)),
    chip(desk),
    desk.turn ? num(desk.turn.label) : null,
  ];
}

/* Open services stand in pairs; one whose state needs words has a line of its own. */
function linesOf(services, near) {
  const open = services.filter((service) => !hasWords(service));
  const rest = services.filter(hasWords);
  return rows(open, near ? 2 : 1).concat(rest.map((service) => [service]));
}

/* [[a, b], [c]]: so many in each line. */
function rows(list, each) {
  const made = [];
  for (let at = 0; at < list.length; at += each) made.push(list.slice(at, at + each));
  return made;
}

/* Who still waits is counted, also where no counter is open or no number is left. */
function hasWords(service) {
  return service.waiting === 0 && (!service.open || service.full);
}

function cell(service) {
  const state = hasWords(service)
    ? el("span", "st", icon("cross"), el("span", "", service.open ? words.full : words.no_counter))
    : num(service.waiting);
  const kind = hasWords(service) ? "cell worded" : "cell";
  return el("span", kind, ...named(service), state);
}

function lettered(service) {
  const kind = inLanguage(service.name).length > LONG ? "cell worded" : "cell";
  return el("span", kind, ...named(service));
}

function named({ letter, name }) {
  return [el("b", "", letter), el("span", "service", inLanguage(name))];
}

function inLanguage(name) {
  return name[document.documentElement.lang] || name.vi;
}
