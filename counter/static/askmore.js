// The two long panels: a ticket's way to another service, and a number for a person.

import { num } from "/static/num.js";
import { h } from "./h.js";
import { about, options, post, why } from "./questions.js";
import { office, say, service } from "./words.js";

/** `ticket`: the one at the counter, a waiting or a held one. */
export function askTransfer(ticket) {
  const anywhere = { value: null, text: say("any_counter"), hint: "0" };
  const counters = office.counters
    .filter((id) => id !== office.counter)
    .map((id) => ({ value: id, text: String(id), hint: id < 10 ? String(id) : "" }));
  post(
    "transfers",
    {
      title: say("ask_transfer", ticket),
      about: about(ticket),
      confirm: say("confirm_transfer"),
      told: "told_moved",
      fields: [
        {
          name: "service",
          legend: say("field_service"),
          needed: true,
          columns: 2,
          options: options(office.services),
        },
        {
          name: "counter",
          legend: say("field_counter"),
          options: [anywhere, ...counters],
          preset: null,
          columns: "many",
        },
        {
          name: "place",
          legend: say("field_place"),
          preset: "kept",
          columns: "many",
          options: ["kept", "first", "last"].map((id) => ({ value: id, text: say(`place_${id}`) })),
        },
        { ...why("transfer", false), columns: 2, legend: say("field_reason_next") },
      ],
    },
    (answers) => ({ ticket: ticket.id, ...answers }),
  );
}

/** `issuing`: may anybody take a number now? After hours a reason is asked for. */
export function askIssue(issuing) {
  let named = false;
  let needed = issuing === false;
  post(
    "tickets",
    {
      title: say("ask_issue"),
      confirm: say("confirm_issue"),
      fields: [
        {
          name: "service",
          legend: say("field_service"),
          needed: true,
          columns: 2,
          options: options(office.services),
        },
        {
          name: "priority",
          legend: say("field_priority"),
          preset: null,
          columns: 2,
          options: [
            { value: null, text: say("no_priority"), hint: "0" },
            ...options(office.priorities),
          ],
        },
        {
          kind: "line",
          name: "name",
          legend: say("field_name"),
          max: 80,
          changed: (text) => {
            named = Boolean(text.trim());
          },
        },
        { kind: "tick", name: "say_name", legend: say("field_name"), text: say("field_consent") },
        {
          ...why("issue", () => needed),
          legend: say("field_reason_issue"),
          columns: 2,
          only: true,
        },
      ],
      refused: (done) => {
        needed = needed || done.code === "reason_needed";
      },
      shows: (body) =>
        h(
          "div.given",
          {},
          h("p", {}, say("given")),
          num(body.ticket.label),
          h("p", {}, service(body.ticket.service)),
          h("p.about", {}, say("given_line")),
        ),
    },
    (answers) => ({ ...answers, say_name: named && answers.say_name }),
  );
}
