// The right column: held, missed, just served; each row with its keys.

import { now } from "/static/live.js";
import { num } from "/static/num.js";
import { h, keep, mark, part, set } from "./h.js";
import { mayCall } from "./moves.js";
import { clock, minutes, office, reason, say } from "./words.js";

let act = () => {};
let choose = () => {};

/** The same use as of the queue. */
export function sides(use) {
  ({ act, choose } = use);
}

/** The row keys of each list, in the order of their digits. */
export const SIDE_KEYS = { held: ["resume"], missed: ["return", "call_now"], served: ["return"] };
const CALLS = new Set(["resume", "call_now"]);

export function showSide(desk, chosen, up) {
  const calls = mayCall(desk, up);
  set(part("held-small"), calls.ok || !desk.held.length ? "" : calls.why.toLowerCase());
  for (const list of ["held", "missed", "served"]) {
    set(part(`${list}-count`), say(`${list}_count`, { n: desk[list].length }));
    part(`${list}-none`).hidden = desk[list].length > 0;
    keep(
      part(list),
      desk[list],
      (row) => make(list, row),
      (element, row) => {
        element.row = row;
        mark(element, "aria-current", chosen?.list === list && chosen.id === row.id);
        const [first, second] = lines(list, row);
        set(element.querySelector("b"), first);
        set(element.querySelector(".because"), second);
        for (const key of element.querySelectorAll("button")) showKey(key, calls, row, up);
      },
    );
  }
}

function lines(list, row) {
  if (list === "held") {
    const held = say("held_for", { time: minutes(now() - row.held_at) });
    const there =
      row.counter === office.counter ? held : `${held} · ${say("at_counter", { n: row.counter })}`;
    return [reason(row.reason) || say("held_plain"), there];
  }
  if (list === "missed")
    return [
      clock(row.missed_at),
      row.returns_left > 0 ? say("returns_left", { n: row.returns_left }) : say("returns_none"),
    ];
  return [
    clock(row.ended_at),
    row.confirmed ? say("served_for", { time: minutes(row.served_ms ?? 0) }) : say("unconfirmed"),
  ];
}

function showKey(key, calls, row, up) {
  const told = CALLS.has(key.dataset.rowKey) ? calls : { ok: up, why: up ? "" : say("why_lost") };
  mark(key, "aria-disabled", !told.ok);
  mark(key, "title", told.why || null);
  key.hidden = key.dataset.rowKey === "return" && row.confirmed === true;
}

function make(list, row) {
  const keys = SIDE_KEYS[list].map((name, place) =>
    h(
      "button.btn.small",
      {
        type: "button",
        "data-row-key": name,
        onclick: () => act(name, element.row),
      },
      h("span.in", {}, say(`row_${name}`)),
      h("kbd.badge", {}, String(place + 1)),
    ),
  );
  const element = h(
    "li.row",
    { onclick: (event) => event.target.closest("button") || choose(list, row.id) },
    num(row.label),
    h("span.words", {}, h("b"), h("span.because")),
    h("span.row-keys", {}, ...keys),
  );
  return element;
}
