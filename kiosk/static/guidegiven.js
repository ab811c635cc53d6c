/* What came of the last wish: the number and where to go, or why there is none. */
import { fill } from "/static/num.js";
import { at, besides, minutes, named, page, put, say, service, slip } from "./guidewords.js";

let given = null;
let facts = null;

/** state: sending, given (with the answer as `body`) or refused (with a `sentence`). */
export function show({ state: now, wish, sentence = "", body = null }) {
  const { letter } = service(wish.service);
  at("given").dataset.state = now;
  put(at("given-head"), say(now, { letter }));
  at("given-facts").hidden = !body;
  at("given-number").hidden = !body;
  put(at("given-slip"), sentence);
  put(at("given-more"), body ? more(wish) : "");
  given = body;
  if (!body) return;
  at("given-number").classList.add("num");
  fill(at("given-number"), body.ticket.label);
  const { ahead, wait_minutes: wait } = body.ticket;
  put(at("given-ahead"), ahead ? say("people", { n: ahead }) : say("nobody"));
  put(at("given-wait"), minutes(wait));
  put(at("given-counters"), body.counters.join(", ") || say("unknown"));
  drawSlip(facts);
}

const more = (wish) =>
  [named(page.setUp.priorities, wish.priority), besides(wish)].filter(Boolean).join(" · ");

/** How its slip does, by the room's newest facts. */
export function drawSlip(newest) {
  facts = newest;
  if (given) put(at("given-slip"), slip(facts?.jobs?.[given.print.job] ?? given.print));
}
