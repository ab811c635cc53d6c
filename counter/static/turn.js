// Who is at the counter: state, number, name, waited, calls and why; or what to do when nobody is.

import { fill } from "/static/num.js";
import { now } from "/static/live.js";
import { icon, mark, part, set } from "./h.js";
import { clock, exactly, minutes, priority, reason, say, service } from "./words.js";
import { why } from "./why.js";

const SHAPES = {
  serving: "disc",
  calling: "play",
  ready: "ring",
  paused: "pause",
  closed: "cross",
};

/** Shows `desk.turn`; the part for an empty counter keeps the same room, so that nothing moves. */
export function showTurn(desk) {
  const turn = desk.turn;
  const here = turn ? (turn.state === "serving" ? "serving" : "calling") : vacant(desk);
  state(here);
  mark(part("here"), "data-vacant", turn ? null : here);
  set(part("besides"), turn ? besides(turn.ticket) : "");
  if (turn) showTicket(turn);
  else showVacant(desk, here);
  tickTurn(desk);
}

/** The running times, each second. */
export function tickTurn(desk) {
  const turn = desk.turn;
  const since = turn ? (turn.started_at ?? turn.called_at) : null;
  set(part("running"), since === null ? "" : exactly(now() - since));
}

const vacant = (desk) => (desk.state === "open" ? "ready" : desk.state);

function state(here) {
  const chip = part("state");
  if (chip.dataset.is === here) return;
  chip.dataset.is = here;
  chip.className = `st ${here}`;
  chip.replaceChildren(icon(SHAPES[here]), say(`state_${here}`));
}

function showTicket(turn) {
  const ticket = turn.ticket;
  fill(part("number"), ticket.label);
  mark(part("number"), "data-long", ticket.label.length > 4);
  const named = Boolean(ticket.name);
  set(part("name"), named ? ticket.name : service(ticket.service));
  mark(part("name"), "data-long", part("name").textContent.length > 28);
  set(part("service"), named ? service(ticket.service) : "");
  set(
    part("consent"),
    named ? say(ticket.say_name ? "consented" : "not_said") : say("number_only"),
  );
  const first = part("priority");
  mark(first, "data-named", Boolean(ticket.priority));
  const seen = ticket.priority_confirmed ? "priority_confirmed" : "priority_unconfirmed";
  set(
    first.lastElementChild,
    ticket.priority ? say(seen, { name: priority(ticket.priority) }) : say("priority_none"),
  );
  set(
    part("waited"),
    turn.waited_ms === null
      ? say("unknown")
      : say("waited", {
          time: minutes(turn.waited_ms),
          at: clock(ticket.taken_at ?? turn.called_at),
        }),
  );
  set(
    part("called"),
    turn.calls
      ? say("called", { n: turn.calls, at: clock(turn.last_call_at) })
      : say("called_silent"),
  );
  set(
    part("chosen"),
    turn.resumed ? say("chosen_resumed") : turn.chosen ? say("chosen_apart") : why(turn.why),
  );
}

/* What the number is for besides its service: several files, a service that comes after. */
function besides({ quantity, planned }) {
  const files = quantity > 1 ? say("files", { n: quantity }) : "";
  return [files, planned ? say("planned", { name: service(planned) }) : ""]
    .filter(Boolean)
    .join(", ");
}

function showVacant(desk, here) {
  set(part("vacant-head"), say(`vacant_${here}`));
  const until = desk.until ? say("until", { at: clock(desk.until) }) : "";
  const paused = [desk.reason ? reason(desk.reason) : "", until].filter(Boolean).join(" · ");
  const waiting = desk.waiting_count;
  set(
    part("vacant-line"),
    here === "paused"
      ? paused || say("vacant_paused_line")
      : here === "closed"
        ? say(waiting ? "vacant_closed_line" : "vacant_closed_nobody_line", { n: waiting })
        : desk.next
          ? say("vacant_ready_line", desk.next)
          : say("vacant_nobody_line"),
  );
}
