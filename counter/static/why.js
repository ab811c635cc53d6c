// Why a ticket stands where it stands, in one sentence of the posted rule.

import { clock, knows, office, priority, say, service } from "./words.js";

/** {rule, minutes, at} → "Tính sớm 60 phút, từ 07:29". */
export function why(reason) {
  if (!reason) return say("unknown");
  const facts = {
    minutes: reason.minutes ?? (reason.rule === "also" ? office.rules.late : office.rules.head),
    at: reason.at ? clock(reason.at) : "–",
  };
  const id = `rule_${reason.rule}`;
  return knows(id) ? say(id, facts) : say("rule_first", facts);
}

/** Why a waiting row stands there, and that its priority is still to be confirmed. */
export const because = (row) =>
  row.priority && !row.priority_confirmed
    ? say("to_confirm", { at: row.why.at ? clock(row.why.at) : "–" })
    : why(row.why);

/** What kind of row it is: "Ưu tiên", "Hẹn 08:40"; an ordinary one has none. */
export function kind(row) {
  if (row.kind === "priority") return row.priority ? priority(row.priority) : say("kind_priority");
  if (row.kind === "appointment") {
    return row.slot_at ? say("kind_slot", { at: clock(row.slot_at) }) : say("kind_appointment");
  }
  return ["returned", "transferred", "sent", "roll"].includes(row.kind)
    ? say(`kind_${row.kind}`)
    : "";
}

/** "Ưu tiên · Chứng thực"; the chosen row says who it is, where there is a name. */
export const heading = (row, chosen) =>
  [kind(row), (chosen && row.name) || service(row.service)].filter(Boolean).join(" · ");
