/* The right of the display: every counter's state and how many wait for each service. */
import { num } from "/static/num.js";
import { hhmm } from "/static/time.js";
import { draw, el, icon, inTurn, say, words } from "/display/static/parts.js";

const TURN = 12000;
const SHAPES = { serving: "disc", calling: "play", ready: "ring", paused: "pause", shut: "cross" };

/** @param {object} board the snapshot @param {boolean} far double size, one list at a time */
export function drawSide(board, now, far) {
  const most = far ? { desks: 7, lines: 7 } : { desks: 9, lines: 4 };
  const desks = inTurn(board.desks, most.desks, now, far ? 2 * TURN : TURN);
  const list = document.getElementById("desks");
  list.classList.toggle("two", board.desks.some((desk) => desk.counter > 9));
  drawList(list, desks, deskRow);
  const lines = inTurn(linesOf(board.services, far), most.lines, now, far ? 2 * TURN : TURN);
  drawList(document.getElementById("waiting"), lines, (line) => el("li", "", ...line.map(cell)));
  if (!far) return;
  const first = Math.floor(now / TURN) % 2 === 0;
  document.querySelector(".desks").hidden = !first;
  document.querySelector(".waiting").hidden = first;
}

function drawList(list, turn, make) {
  const part = list.parentNode.querySelector(".part");
  const text = turn.pages > 1 ? `${turn.page}/${turn.pages}` : "";
  if (part.textContent !== text) part.textContent = text;
  draw(list, turn.part, () => turn.part.map(make));
}

function stateOf(desk) {
  if (desk.turn) return desk.turn.state === "called" ? "calling" : "serving";
  if (desk.state === "open") return "ready";
  return desk.state === "paused" ? "paused" : "shut";
}

function deskRow(desk) {
  const state = stateOf(desk);
  const until = { paused: desk.until && hhmm(desk.until), shut: desk.opens }[state];
  const text = until ? say(state + "_until", { time: until }) : words[state];
  return el(
    "li",
    desk.turn ? "busy" : "",
    el("span", "counter", el("span", "", words.counter), num(desk.counter)),
    el("span", "st " + state + (until ? " timed" : ""), icon(SHAPES[state]), el("span", "", text)),
    desk.turn ? num(desk.turn.label) : null,
  );
}

/* Open services stand in pairs; one whose state needs words has a line of its own. */
function linesOf(services, far) {
  const open = services.filter((service) => !hasWords(service));
  const rest = services.filter(hasWords);
  const lines = [];
  const pair = far ? 1 : 2;
  for (let i = 0; i < open.length; i += pair) lines.push(open.slice(i, i + pair));
  return lines.concat(rest.map((service) => [service]));
}

/* Who still waits is counted, also where no counter is open or no number is left. */
function hasWords(service) {
  return service.waiting === 0 && (!service.open || service.full);
}

function cell(service) {
  const name = el("span", "service", inLanguage(service.name));
  const state = hasWords(service)
    ? el("span", "st", icon("cross"), el("span", "", service.open ? words.full : words.no_counter))
    : num(service.waiting);
  const kind = hasWords(service) ? "cell worded" : "cell";
  return el("span", kind, el("b", "", service.letter), name, state);
}

function inLanguage(name) {
  return name[document.documentElement.lang] || name.vi;
}
