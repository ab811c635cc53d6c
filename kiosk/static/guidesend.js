/* A wish for a number on its way to the server. */
import { post } from "/static/live.js";
import { page } from "./guidewords.js";

const PATIENCE = 6000;
const LOST = 0;
const REUSED = 422;
const BROKEN = 500;

// The wish whose answer was lost last: its key never asks for another number.
let lost = null;

/** Nobody knows whether a number was given. */
export const isLost = (status) => status === LOST || status >= BROKEN;

/** Sends a wish; a lost reply is asked for once more with the same key. {status, body} */
export async function take(wish) {
  const url = `/kiosk/guide/tickets?id=${encodeURIComponent(page.setUp.kiosk)}`;
  const ask = (body) => post(url, body, { timeout: PATIENCE });
  const before = lost?.key === wish.key ? lost : null;
  let answer = await ask(wish);
  if (answer.status === LOST) answer = await ask(wish);
  if (answer.status === REUSED && before) answer = await ask(before);
  lost = isLost(answer.status) ? (before ?? wish) : null;
  return answer;
}
