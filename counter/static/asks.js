// What the short "…" keys ask: a reason, a priority, for how long.

import { ask } from "./ask.js";
import { about, options, post, why } from "./questions.js";
import { office, priority, say } from "./words.js";

export function askHold(ticket) {
  post(
    "holds",
    {
      title: say("ask_hold", ticket),
      about: about(ticket),
      confirm: say("confirm_hold"),
      told: "told_held",
      fields: [
        why("hold", true),
        { kind: "line", name: "note", legend: say("field_note"), max: 200 },
      ],
    },
    (answers) => answers,
  );
}

export function askCall(row) {
  post(
    "calls",
    {
      title: say("ask_call", row),
      about: about(row),
      confirm: say("confirm_call"),
      told: "told_called",
      fields: [why("call", !row.next)],
    },
    (answers) => ({ ticket: row.id, ...answers }),
  );
}

export function askReturn(row) {
  post(
    "returns",
    {
      title: say("ask_return", row),
      about: about(row),
      confirm: say("confirm_return"),
      told: "told_returned",
      fields: [why("return", true)],
    },
    (answers) => ({ ticket: row.id, ...answers }),
  );
}

export function askPriority(row) {
  post(
    "priorities",
    {
      title: say("ask_priority", row),
      confirm: say("confirm_priority"),
      told: "told_priority",
      about: row.priority ? `${about(row)} · ${priority(row.priority)}` : about(row),
      fields: [
        {
          name: "priority",
          legend: say("field_priority"),
          needed: true,
          columns: 2,
          options: [
            ...options(office.priorities),
            { value: null, text: say("no_priority"), hint: "0" },
          ],
        },
        why("priority", true),
      ],
    },
    (answers) => ({ ticket: row.id, ...answers }),
  );
}

export function askCancel(row) {
  post(
    "cancels",
    {
      title: say("ask_cancel", row),
      about: about(row),
      confirm: say("confirm_cancel"),
      told: "told_cancelled",
      fields: [why("cancel", true)],
    },
    (answers) => ({ ticket: row.id, ...answers }),
  );
}

/** `pause({reason, minutes})` does it now, or after the turn. */
export function askPause(pause) {
  ask({
    title: say("ask_pause"),
    confirm: say("confirm_pause"),
    fields: [
      why("pause", true),
      {
        name: "minutes",
        legend: say("field_until"),
        preset: null,
        columns: "many",
        options: [10, 15, 30]
          .map((m) => ({ value: m, text: say("minutes", { m }) }))
          .concat([{ value: null, text: say("no_end"), hint: "0" }]),
      },
    ],
    submit: pause,
  });
}
