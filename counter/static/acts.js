// What a key does: the one press behind it, and what the officer is told afterwards.

import { now } from "/static/live.js";
import { askIssue, askTransfer } from "./askmore.js";
import { askCall, askCancel, askHold, askPause, askPriority, askReturn } from "./asks.js";
import { goesOn, smart } from "./keys.js";
import { may, mayCall } from "./moves.js";
import { press } from "./press.js";
import { office, say } from "./words.js";

const notNow = (why) => say("not_now", { why: why.charAt(0).toLowerCase() + why.slice(1) });

/** `page`: {desk, up, wish, tell(kind, sentence), refresh()} as counter.js keeps it. */
export function acts(page) {
  const told = (id, facts, more = "") =>
    page.tell("done", [say(id, facts), more].filter(Boolean).join(" "));
  /** Where the one who is finished has to go on to, as the officer tells them. */
  const onward = () => (goesOn(page.desk) ? `${goesOn(page.desk)}.` : "");

  async function does(thing, body, after) {
    const done = await press(thing, body);
    if (done?.ok) after?.(done.body);
    return done;
  }

  const called = (body, on = "") =>
    body.ticket
      ? told(body.finished ? "told_finished_called" : "told_called", { label: body.ticket.label }, on)
      : told("told_finished_nobody", {}, on);
  const label = () => ({ label: page.desk.turn?.ticket.label ?? "" });

  const simple = {
    open: () => does("states", { state: "open" }, () => told("told_open")),
    close: () => does("states", { state: "closed" }, () => told("told_closed")),
    call_next: () => {
      const on = onward();
      return does("calls", {}, (body) => called(body, on));
    },
    start: () => does("starts", {}, () => told("told_started", label())),
    recall: () =>
      does("recalls", {}, (body) => told("told_recalled", { ...label(), n: body.turn.calls })),
    absent: () => absent(false),
    absent_next: () => absent(!page.wish),
    undo: () => does("undos", {}, (body) => told("told_undone", { label: body.ticket.label })),
    finish: () => {
      const on = onward();
      return does("finishes", {}, (body) => told("told_finished", { label: body.ticket.label }, on));
    },
    reopen: () =>
      does("reopens", {}, (body) => told("told_reopened", { label: body.ticket.label })),
    confirm: () => judge(page.desk.turn.ticket.priority, "told_confirmed"),
    withdraw: () => judge(null, "told_withdrawn"),
    hold: () => askHold(page.desk.turn.ticket),
    transfer: () => askTransfer(page.desk.turn.ticket),
    issue: () => askIssue(page.desk.issuing),
  };

  function absent(next) {
    const missed = page.desk.turn?.ticket.label;
    return does("absences", next ? { next: true } : {}, (body) =>
      next && body.ticket && body.ticket.label !== missed
        ? told("told_absent_called", { missed, label: body.ticket.label })
        : told("told_absent", { missed }),
    );
  }

  /** Of the one at the counter; where no reason to withdraw is set, the panel asks for one. */
  async function judge(priority, word) {
    const { ticket } = page.desk.turn;
    const body = { ticket: ticket.id, priority };
    const done = await press("priorities", body, { quiet: ["reason_needed"] });
    if (done?.ok) told(word, ticket);
    else if (done?.code === "reason_needed") askPriority(ticket);
  }

  /** A move key; a dashed one says its reason and moves nothing. */
  function move(name) {
    const guard = name === "absent_next" ? "absent" : name;
    const allowed = may(page.desk, guard, page.up);
    if (allowed.ok) return simple[name]();
    return page.tell("warn", notNow(allowed.why));
  }

  function enter() {
    const now_ = smart(page.desk, page.up, page.wish);
    if (now_.move) return simple[now_.move]();
    if (may(page.desk, "call_next", page.up).code !== "not_arrived") {
      return page.tell("warn", notNow(now_.line));
    }
    const absent_ = may(page.desk, "absent", page.up);
    return page.tell(
      "warn",
      say(absent_.ok ? "not_arrived_offer" : "not_arrived_wait", {
        why: absent_.why.toLowerCase(),
      }),
    );
  }

  const rows = {
    call_this: (row) => (row.next ? does("calls", { ticket: row.id }, called) : askCall(row)),
    call_now: (row) => askCall(row),
    resume: (row) =>
      does("resumes", { ticket: row.id }, (body) =>
        told("told_resumed", { label: body.ticket.label }),
      ),
    return: (row) => (row.returns_left === 0 ? askReturn(row) : giveBack(row)),
    priority: (row) => askPriority(row),
    transfer: (row) => askTransfer(row),
    cancel: (row) => askCancel(row),
  };

  async function giveBack(row) {
    const done = await press(
      "returns",
      { ticket: row.id },
      { quiet: ["returns_used", "reason_needed"] },
    );
    if (done?.ok) told("told_returned", { label: row.label });
    else if (["returns_used", "reason_needed"].includes(done?.code)) askReturn(row);
  }

  /** A key of a row: {id, label, …} of the lists. */
  function onRow(name, row) {
    if (!page.up) return page.tell("warn", notNow(say("why_lost")));
    if (["call_this", "call_now", "resume"].includes(name)) {
      const allowed = mayCall(page.desk, page.up);
      if (!allowed.ok) return page.tell("warn", notNow(allowed.why));
    }
    return rows[name](row);
  }

  /** Pauses now, or notes the wish while somebody is here: null | the refusal's sentence. */
  async function pause({ reason, minutes = null }) {
    if (page.desk.turn) {
      page.wish =
        page.wish?.reason === reason && page.wish.minutes === minutes ? null : { reason, minutes };
      page.refresh();
      return null;
    }
    const until = minutes === null ? null : now() + minutes * 60000;
    const done = await press("states", { state: "paused", reason, until });
    if (done && done.code !== "lost") page.wish = null;
    if (done?.ok) told("told_paused");
    return done?.ok ? null : (done?.message ?? say("no_answer"));
  }

  function pausing(reason) {
    const told_ = may(page.desk, "pause", page.up);
    if (!told_.ok && !(page.desk.turn && page.up)) return page.tell("warn", notNow(told_.why));
    return reason ? pause({ reason }) : askPause(pause);
  }

  return { move, enter, onRow, pause, pausing, counter: office.counter };
}
