// One press = one POST, with the key made when the finger went down and the turn that was seen.

import { key, post } from "/static/live.js";
import { office, say } from "./words.js";

let busy = null;
let sentAt = 0;
let arrived = 0;
let desk = null;
let take = () => {};
let told = () => {};

/** `use.take(desk)` shows a snapshot, `use.told(kind, sentence)` says something to the officer. */
export function presses(use) {
  take = use.take;
  told = use.told;
}

/** The desk as it is shown now: its turn goes with the next press. */
export function seen(snapshot) {
  desk = snapshot;
  arrived += 1;
}

/** Is a press under way whose effect is not shown yet? Another key is then not taken. */
export const pressing = () => busy !== null && arrived === sentAt;

export const turnSeen = () => (desk?.turn ? desk.turn.id : null);

/**
 * Posts `body` to this counter's `thing`: {ok, body} | null when another press is under way and
 * not shown yet. What is pressed after its effect was shown waits for its answer, then goes.
 * A refusal is told here, unless its code is in `quiet`, a list or "all".
 */
export async function press(thing, body = {}, { turn = turnSeen(), quiet = [] } = {}) {
  if (pressing()) return null;
  const earlier = busy;
  const command = { ...body, key: key(), turn };
  const mine = (async () => {
    await earlier;
    return pressed(thing, command, quiet);
  })();
  busy = mine;
  sentAt = arrived;
  try {
    return await mine;
  } finally {
    if (busy === mine) busy = null;
  }
}

async function pressed(thing, command, quiet) {
  const before = arrived;
  const slow = setTimeout(() => told("wait", say("sending")), 700);
  try {
    const answer = await sent(`/counter/${office.counter}/${thing}`, command);
    clearTimeout(slow);
    if (answer === null) {
      if (quiet !== "all") told("warn", say("no_answer"));
      return { ok: false, code: "lost", message: say("no_answer") };
    }
    if (answer.status < 300) {
      await shown(before);
      return { ok: true, body: answer.body };
    }
    const refused = answer.body ?? {};
    if (refused.desk) take(refused.desk);
    const told_as = refused.message || say("refused");
    if (quiet !== "all" && !quiet.includes(refused.error)) told("warn", told_as);
    return { ok: false, code: refused.error, message: told_as };
  } finally {
    clearTimeout(slow);
  }
}

/** A reply may be lost though the command arrived: the same key asks again, nothing moves twice. */
async function sent(url, body) {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const answer = await post(url, body, { timeout: 4000 });
    if (answer.status > 0 && answer.status < 500) return answer;
  }
  return null;
}

/** Waits until the page shows what the press did, so that the next press carries the new turn. */
async function shown(before) {
  for (let wait = 0; wait < 35 && arrived === before; wait += 1) {
    await new Promise((go) => setTimeout(go, 20));
  }
}
