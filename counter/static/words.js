// The page's words (from its catalog), times and durations as people say them.

export { hhmm as clock } from "/static/time.js";

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const words = read("words");

/** What the page knows of its office: counter, services, counters, priorities, reasons, rules. */
export const office = read("office");
/** The desk as it was when the page was made. */
export const first = read("desk");

const tongue = document.documentElement.lang;
/** Where the desk's newest facts are told in the page's language. */
export const room = `desk-${tongue === "vi" ? "" : `${tongue}-`}${office.counter}`;

/** The sentence `id` with its `{facts}` filled in. */
export function say(id, facts = {}) {
  const sentence = words[id] ?? id;
  return sentence.replace(
    /\{(\w+)\}/g,
    (whole, name) => facts[name] ?? office.rules[name] ?? whole,
  );
}

export const knows = (id) => id in words;

/** A duration in ms, to the minute: "7 phút", "1 giờ 05 phút", "dưới 1 phút". */
export function minutes(ms) {
  const all = Math.floor(Math.max(0, ms) / 60000);
  if (all < 1) return say("below_minute");
  if (all < 60) return say("minutes", { m: all });
  return say("hours", { h: Math.floor(all / 60), m: String(all % 60).padStart(2, "0") });
}

/** A duration in ms, to the second: "4 phút 12 giây". */
export function exactly(ms) {
  const all = Math.floor(Math.max(0, ms) / 1000);
  if (all < 60) return say("seconds", { s: all });
  if (all < 3600)
    return say("minutes_seconds", {
      m: Math.floor(all / 60),
      s: String(all % 60).padStart(2, "0"),
    });
  return minutes(ms);
}

const named = (list, id) => list.find((one) => one.id === id)?.name ?? String(id ?? "");

export const service = (id) => named(office.services, id);
export const priority = (id) => named(office.priorities, id);
export const reason = (id) => named(Object.values(office.reasons).flat(), id);
