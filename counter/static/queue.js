// The waiting list in calling order, each row with why; the chosen row shows its keys.

import { now } from "/static/live.js";
import { num } from "/static/num.js";
import { h, keep, mark, part, set } from "./h.js";
import { minutes, say } from "./words.js";
import { because, heading } from "./why.js";

let act = () => {};
let choose = () => {};

/** `use.act(name, row)` presses a row's key, `use.choose(list, id)` chooses a row. */
export function queues(use) {
  ({ act, choose } = use);
}

/** The row keys of a waiting ticket, in the order of their digits. */
export const ROW_KEYS = ["call_this", "priority", "transfer", "cancel"];

export function showQueue(desk, chosen) {
  set(part("waiting-count"), say("waiting_count", { n: desk.waiting_count }));
  const line = inLine(desk);
  part("nobody").hidden = line.length > 0;
  const rows = line.map((row) => ({ ...row, since: (desk.now ?? now()) - row.waited_ms }));
  keep(part("waiting"), rows, make, (element, row, place) => {
    const here = chosen?.list === "waiting" && chosen.id === row.id;
    element.row = row;
    mark(element, "data-next", row.next);
    mark(element, "aria-current", here);
    element.querySelector(".row-keys").hidden = !here;
    set(element.querySelector(".place"), String(place + 1));
    const kind = element.querySelector("b");
    mark(kind, "data-priority", row.kind === "priority");
    set(kind.lastElementChild, heading(row, here));
    set(element.querySelector(".because"), because(row));
    waited(element, row);
  });
}

/** Those who wait; before them the paper number that Next calls, which is nobody's ticket yet. */
const inLine = ({ next, waiting }) => (next?.kind === "roll" ? [next, ...waiting] : waiting);

/** The minutes at the right of the rows go on by the server's clock. */
export function tickQueue() {
  for (const element of part("waiting").children) waited(element, element.row);
}

const waited = (element, row) =>
  set(element.querySelector(".waited"), row.kind === "roll" ? "–" : minutes(now() - row.since));

function make(row) {
  const keys = ROW_KEYS.map((name, place) =>
    h(
      "button.btn.small",
      {
        type: "button",
        "data-row-key": name,
        onclick: () => act(name, element.row),
      },
      h("span.in", {}, say(`row_${name}`), h("kbd", {}, String(place + 1))),
    ),
  );
  const element = h(
    "li.row",
    {
      onclick: (event) =>
        row.id === null || event.target.closest("button") || choose("waiting", row.id),
    },
    h("span.place"),
    num(row.label),
    h("span.words", {}, h("b", {}, h("span")), h("span.because")),
    h("span.waited"),
    h("span.row-keys", {}, ...keys),
  );
  return element;
}
