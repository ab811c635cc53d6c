/* A small screen above one counter: whose number is called or served there, else how it stands. */
import { num } from "/static/num.js";
import { run } from "/display/static/board.js";
import { draw, el, words } from "/display/static/parts.js";
import { chip, stateOf } from "/display/static/states.js";

const counter = Number(document.querySelector(".stage").dataset.counter);
const box = document.querySelector(".now");
const officer = document.querySelector(".officer");

run(({ board, stale }) => {
  const desk = board.desks.find((each) => each.counter === counter);
  const name = (!stale && board.officers[counter]) || "";
  if (officer.textContent !== name) officer.textContent = name;
  if (stale || !desk) {
    draw(box, ["stale"], () => [el("p", "state", words.stale)]);
    box.className = "now";
    return;
  }
  const state = stateOf(desk);
  const call = desk.turn && board.calls.find((each) => each.ticket === desk.turn.ticket);
  const citizen = (state === "calling" && call && call.name) || "";
  draw(box, [desk, citizen], () => parts(desk, state, citizen));
  box.className = "now " + state + (desk.turn && desk.turn.label.length > 4 ? " wide" : "");
});

function parts(desk, state, citizen) {
  if (!desk.turn) return [el("p", "state", chip(desk))];
  return [
    el("h2", "", words["now_" + state]),
    num(desk.turn.label),
    el("p", "name" + (citizen.length > 30 ? " long" : ""), citizen),
  ];
}
