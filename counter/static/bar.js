// The bar, the pause box and the health line: the counter's state and what it depends on.

import { h, icon, mark, part, set } from "./h.js";
import { may } from "./moves.js";
import { clock, reason, say } from "./words.js";

const SHAPES = { open: "disc", paused: "pause", closed: "cross" };
const LIGHTS = { ok: "check", warn: "warning", fail: "warning" };

export function showBar(desk, { up, wish }) {
  const until = desk.until ? " " + say("until", { at: clock(desk.until) }) : "";
  const chip = part("desk-state");
  const words = say(`desk_${desk.state}`) + (desk.state === "paused" ? until : "");
  if (chip.dataset.words !== words) {
    chip.dataset.words = words;
    chip.dataset.is = desk.state;
    chip.replaceChildren(icon(SHAPES[desk.state]), words);
  }
  part("officer").hidden = !desk.officer;
  set(part("officer-name"), desk.officer ?? "");
  part("lost").hidden = up;
  part("services").hidden = !up;
  showSwitch(desk, up);
  showPause(desk, up, wish);
}

/** What the key that opens and closes the counter does now. */
export const switching = (desk) => (desk.state === "closed" ? "open" : "close");

function showSwitch(desk, up) {
  const move = switching(desk);
  const told = may(desk, move, up);
  const key = part("switch");
  mark(key, "aria-disabled", !told.ok);
  set(part("switch-word"), say(`switch_${move}`) + (told.ok ? "" : ": " + told.why.toLowerCase()));
}

function showPause(desk, up, wish) {
  const told = may(desk, "pause", up);
  const wait = Boolean(desk.turn) && up;
  set(
    part("pause-head"),
    say(desk.state === "paused" ? "pause_on" : desk.turn ? "pause_after" : "pause_now"),
  );
  const why = wish
    ? say("pause_wished", { reason: reason(wish.reason) })
    : desk.state === "paused" && desk.reason
      ? reason(desk.reason)
      : told.ok || wait
        ? say("pause_hint")
        : told.why;
  set(part("pause-why"), why);
  for (const key of document.querySelectorAll("[data-pause]")) {
    mark(key, "aria-disabled", !(told.ok || wait));
    mark(key, "aria-pressed", wish ? key.dataset.pause === wish.reason : null);
    key.classList.toggle("chosen", Boolean(wish) && key.dataset.pause === wish.reason);
  }
}

/** `lights`: [{state, title, words, detail, badge}] of the server. */
export function showHealth(lights) {
  const said = JSON.stringify(lights);
  const line = part("health");
  if (line.dataset.said === said) return;
  line.dataset.said = said;
  line.replaceChildren(
    ...lights.map((light) =>
      h(
        `li.${light.state}`,
        { title: [light.words, light.detail].filter(Boolean).join(" · ") },
        icon(LIGHTS[light.state]),
        light.state === "ok" ? light.title : light.badge || `${light.title}: ${light.words}`,
      ),
    ),
  );
}
