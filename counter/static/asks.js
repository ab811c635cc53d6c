// What each "…" key asks, and what it posts.

import { num } from "/static/num.js";
import { ask } from "./ask.js";
import { h } from "./h.js";
import { press, turnSeen } from "./press.js";
import { office, priority, say, service } from "./words.js";

let tell = () => {};

/** `use.told(kind, sentence)` says something in the line under the keys. */
export function asks(use) {
  tell = use.told;
}

const options = (list) => list.map((one) => ({ value: one.id, text: one.name }));
const why = (purpose, needed) => ({
  name: "reason", legend: say("field_reason"), options: options(office.reasons[purpose] ?? []), needed,
});

/** Opens a panel whose answers are posted to `thing`; the turn is the one seen when it opened. */
function post(thing, question, body) {
  const turn = turnSeen();
  ask({
    ...question,
    async submit(answers) {
      const done = await press(thing, body(answers), { turn, quiet: "all" });
      if (done === null) return say("sending");
      if (done.ok) return question.shows ? question.shows(done.body) : said(question.told, done.body);
      if (done.code === "changed") return moved(done.message);
      question.refused?.(done);
      return done.message ?? say("no_answer");
    },
  });
}

/** Says what was done and closes the panel. */
function said(id, body) {
  tell("done", say(id, { label: body.ticket?.label ?? "" }));
  return null;
}

/** The desk has another turn than the panel was opened for: it closes, and the desk says why. */
function moved(message) {
  tell("warn", message);
  return null;
}

const about = (row) => [service(row.service), row.name].filter(Boolean).join(" · ");

export function askHold(ticket) {
  post("holds", {
    title: say("ask_hold", ticket), about: about(ticket), confirm: say("confirm_hold"), told: "told_held",
    fields: [why("hold", true), { kind: "line", name: "note", legend: say("field_note"), max: 200 }],
  }, (answers) => answers);
}

/** `ticket`: the one at the counter, a waiting or a held one. */
export function askTransfer(ticket) {
  const anywhere = { value: null, text: say("any_counter"), hint: "0" };
  const counters = office.counters.filter((id) => id !== office.counter).map((id) => (
    { value: id, text: String(id), hint: id < 10 ? String(id) : "" }));
  post("transfers", {
    title: say("ask_transfer", ticket), about: about(ticket), confirm: say("confirm_transfer"), told: "told_moved",
    fields: [
      { name: "service", legend: say("field_service"), needed: true, columns: 2, options: options(office.services) },
      { name: "counter", legend: say("field_counter"), options: [anywhere, ...counters], preset: null, columns: "many" },
      { name: "place", legend: say("field_place"), preset: "kept", columns: "many", options: ["kept", "first", "last"].map((id) => (
        { value: id, text: say(`place_${id}`) })) },
      { ...why("transfer", false), columns: 2, legend: say("field_reason_next") },
    ],
  }, (answers) => ({ ticket: ticket.id, ...answers }));
}

/** `issuing`: may anybody take a number now? After hours a reason is asked for. */
export function askIssue(issuing) {
  let named = false;
  let needed = issuing === false;
  post("tickets", {
    title: say("ask_issue"), confirm: say("confirm_issue"),
    fields: [
      { name: "service", legend: say("field_service"), needed: true, columns: 2, options: options(office.services) },
      { name: "priority", legend: say("field_priority"), preset: null, columns: 2,
        options: [{ value: null, text: say("no_priority"), hint: "0" }, ...options(office.priorities)] },
      { kind: "line", name: "name", legend: say("field_name"), max: 80, changed: (text) => { named = Boolean(text.trim()); } },
      { kind: "tick", name: "say_name", legend: say("field_name"), text: say("field_consent") },
      { ...why("issue", () => needed), legend: say("field_reason_issue"), columns: 2, only: true },
    ],
    refused: (done) => { needed = needed || done.code === "reason_needed"; },
    shows: (body) => h("div.given", {}, h("p", {}, say("given")), num(body.ticket.label),
      h("p", {}, service(body.ticket.service)), h("p.about", {}, say("given_line"))),
  }, (answers) => ({ ...answers, say_name: named && answers.say_name }));
}

export function askCall(row) {
  post("calls", {
    title: say("ask_call", row), about: about(row), confirm: say("confirm_call"), told: "told_called", fields: [why("call", !row.next)],
  }, (answers) => ({ ticket: row.id, ...answers }));
}

export function askReturn(row) {
  post("returns", {
    title: say("ask_return", row), about: about(row), confirm: say("confirm_return"), told: "told_returned", fields: [why("return", true)],
  }, (answers) => ({ ticket: row.id, ...answers }));
}

export function askPriority(row) {
  post("priorities", {
    title: say("ask_priority", row), confirm: say("confirm_priority"), told: "told_priority",
    about: row.priority ? `${about(row)} · ${priority(row.priority)}` : about(row),
    fields: [
      { name: "priority", legend: say("field_priority"), needed: true, columns: 2,
        options: [...options(office.priorities), { value: null, text: say("no_priority"), hint: "0" }] },
      why("priority", true),
    ],
  }, (answers) => ({ ticket: row.id, ...answers }));
}

export function askCancel(row) {
  post("cancels", {
    title: say("ask_cancel", row), about: about(row), confirm: say("confirm_cancel"), told: "told_cancelled", fields: [why("cancel", true)],
  }, (answers) => ({ ticket: row.id, ...answers }));
}

/** `pause({reason, minutes})` does it now, or after the turn. */
export function askPause(pause) {
  ask({
    title: say("ask_pause"), confirm: say("confirm_pause"),
    fields: [why("pause", true), { name: "minutes", legend: say("field_until"), preset: null, columns: "many",
      options: [10, 15, 30].map((m) => ({ value: m, text: say("minutes", { m }) })).concat(
        [{ value: null, text: say("no_end"), hint: "0" }]) }],
    submit: pause,
  });
}
