// What every panel of the desk has in common: its reasons, what it posts, what is told afterwards.

import { ask } from "./ask.js";
import { press, turnSeen } from "./press.js";
import { office, say, service } from "./words.js";

let tell = () => {};

/** `use.told(kind, sentence)` says something in the line under the keys. */
export function asks(use) {
  tell = use.told;
}

export const options = (list) => list.map((one) => ({ value: one.id, text: one.name }));
export const why = (purpose, needed) => ({
  name: "reason",
  legend: say("field_reason"),
  options: options(office.reasons[purpose] ?? []),
  needed,
});

/** Opens a panel whose answers are posted to `thing`; the turn is the one seen when it opened. */
export function post(thing, question, body) {
  const turn = turnSeen();
  ask({
    ...question,
    async submit(answers) {
      const done = await press(thing, body(answers), { turn, quiet: "all" });
      if (done === null) return say("sending");
      if (done.ok)
        return question.shows ? question.shows(done.body) : said(question.told, done.body);
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

export const about = (row) => [service(row.service), row.name].filter(Boolean).join(" · ");
