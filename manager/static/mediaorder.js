// The order of the list: by the keys of a row, by arrows on its grip, or dragged.
import { post } from "/static/live.js";
import { words } from "./page.js";
import { arrange } from "./mediarows.js";

const REST = 300;
const DONE = 300;

/**
 * Lets the rows be moved; `say(sentence, values)` tells where one went, `tell(row, text, bad)`
 * that it may not, `renew()` looks how they stand then. Gives {isMoving()}.
 */
export function letMove(list, { say, tell, renew }) {
  let dragged = null;
  let moved = null;
  let sending = false;
  let again = false;
  let timer = 0;

  const rows = () => [...list.children];
  const placed = () => rows().map((row) => Number(row.dataset.item));

  /* A key that is held down asks once, when it is let go. */
  function later() {
    window.clearTimeout(timer);
    timer = window.setTimeout(send, REST);
  }

  /* One at a time; the last order wins. */
  async function send() {
    timer = 0;
    again = sending;
    if (sending) return;
    sending = true;
    const row = moved;
    const { status, body } = await post("/display/media/orders", { ids: placed() });
    const fine = status >= 200 && status < DONE;
    if (!fine) tell(row, body.message || words.lost, true);
    else if (row.querySelector(".told.bad")) tell(row, "");
    sending = false;
    if (again) send();
    else if (!timer) renew();
  }

  function move(row, to) {
    const all = rows();
    const place = Math.max(0, Math.min(all.length - 1, to));
    if (place === all.indexOf(row)) return;
    all.splice(all.indexOf(row), 1);
    all.splice(place, 0, row);
    arrange(list, all);
    moved = row;
    row.scrollIntoView({ block: "nearest" });
    say("moved", { name: row.dataset.title, n: place + 1, all: all.length });
    later();
  }

  list.addEventListener("click", (event) => {
    const key = event.target.closest("[data-move]");
    if (!key) return;
    const row = key.closest("[data-item]");
    move(row, rows().indexOf(row) + Number(key.dataset.move));
    // The key of the first row that leads up is not there.
    if (getComputedStyle(key).visibility === "hidden")
      row.querySelector(`[data-move="${-key.dataset.move}"]`).focus();
  });

  list.addEventListener("keydown", (event) => {
    if (!event.target.matches(".grip")) return;
    const row = event.target.closest("[data-item]");
    const place = rows().indexOf(row);
    const to = { ArrowUp: place - 1, ArrowDown: place + 1, Home: 0, End: Infinity }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(row, to);
  });

  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.(".grip") ? event.target.closest("[data-item]") : null;
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.title);
    event.dataTransfer.setDragImage(dragged, 20, 40);
    dragged.classList.add("dragged");
  });
  list.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    mark(above(event));
  });
  list.addEventListener("drop", (event) => {
    if (!dragged) return;
    event.preventDefault();
    const rest = rows().filter((row) => row !== dragged);
    const before = above(event);
    move(dragged, before ? rest.indexOf(before) : rest.length);
  });
  list.addEventListener("dragend", () => {
    dragged?.classList.remove("dragged");
    dragged = null;
    mark();
    if (!sending && !timer) renew();
  });

  /* The row before which it would come; undefined at the end. */
  const above = (event) =>
    rows().find((row) => {
      const { top, height } = row.getBoundingClientRect();
      return row !== dragged && event.clientY < top + height / 2;
    });

  function mark(before) {
    for (const row of rows()) row.classList.toggle("before", row === before);
    list.classList.toggle("last", Boolean(dragged) && !before);
  }

  return { isMoving: () => Boolean(timer) || sending || Boolean(dragged) };
}
