/* What the guide asks for on its way to the server. */
import { key, post } from "/static/live.js";
import { page } from "./guidewords.js";

const PATIENCE = 6000;
const LOST = 0;
const REUSED = 422;
const BROKEN = 500;

// The wish whose answer was lost last: its key never asks for another number.
let lost = null;
// The same for moves of found numbers: the key of each that nobody knows about.
const unknown = new Map();

/** Nobody knows whether it was done. */
export const isLost = (status) => status === LOST || status >= BROKEN;

/** Sends a wish; a lost reply is asked for once more with the same key. {status, body} */
export async function take(wish) {
  const url = `/kiosk/guide/tickets?id=${encodeURIComponent(page.setUp.kiosk)}`;
  const before = lost?.key === wish.key ? lost : null;
  let answer = await twice(url, wish);
  if (answer.status === REUSED && before) answer = await twice(url, before);
  lost = isLost(answer.status) ? (before ?? wish) : null;
  return answer;
}

/** Moves a found number, once however often it is asked for. {status, body} */
export async function act(thing, wish) {
  const same = JSON.stringify([thing, wish]);
  const own = unknown.get(same) ?? key();
  const answer = await twice(`/kiosk/guide/${thing}`, { ...wish, key: own });
  if (isLost(answer.status)) unknown.set(same, own);
  else unknown.delete(same);
  return answer;
}

async function twice(url, body) {
  const answer = await post(url, body, { timeout: PATIENCE });
  return answer.status === LOST ? post(url, body, { timeout: PATIENCE }) : answer;
}
