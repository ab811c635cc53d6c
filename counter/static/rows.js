// The chosen row: arrows walk the waiting list and the lists at the right; it is kept by its id.

import { ROW_KEYS } from "./queue.js";
import { SIDE_KEYS } from "./side.js";
import { say } from "./words.js";

const SIDE = ["held", "missed", "served"];

/** The row chosen in `desk`, or null when it is gone. */
export function chosenRow(desk, chosen) {
  return chosen ? (desk[chosen.list].find((row) => row.id === chosen.id) ?? null) : null;
}

/** Where an arrow leads from `chosen`: {list, id} | null. */
export function step(desk, chosen, dx, dy) {
  if (dx !== 0) return sideways(desk, chosen, dx);
  if (!chosenRow(desk, chosen))
    return at("waiting", dy > 0 ? desk.waiting[0] : desk.waiting[desk.waiting.length - 1]);
  const walk = chosen.list === "waiting" ? pairs(desk, ["waiting"]) : pairs(desk, SIDE);
  const here = walk.findIndex((one) => one.list === chosen.list && one.id === chosen.id);
  return walk[Math.max(0, Math.min(walk.length - 1, here + dy))];
}

/** The name of the n-th key of the chosen row, n from 1. */
export function keyOf(chosen, n) {
  return (chosen.list === "waiting" ? ROW_KEYS : SIDE_KEYS[chosen.list])[n - 1] ?? null;
}

/** ": 1 Gọi số này…, 2 …" for those who hear the page. */
export function keysSaid(chosen) {
  const keys = chosen.list === "waiting" ? ROW_KEYS : SIDE_KEYS[chosen.list];
  return `: ${keys.map((name, place) => `${place + 1} ${say(`row_${name}`)}`).join(", ")}`;
}

function sideways(desk, chosen, dx) {
  if (dx < 0) return at("waiting", desk.waiting[0]) ?? chosen;
  if (chosen && chosen.list !== "waiting") return chosen;
  return pairs(desk, SIDE)[0] ?? chosen;
}

const at = (list, row) => (row ? { list, id: row.id } : null);
const pairs = (desk, lists) =>
  lists.flatMap((list) => desk[list].map((row) => ({ list, id: row.id })));
