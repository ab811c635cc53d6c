/* A wish for a number on its way to the server. */
import { post } from "/static/live.js";
import { page } from "./guidewords.js";

const PATIENCE = 6000;
const LOST = 0;
const REUSED = 422;
const BROKEN = 500;

// What was sent under a key whose answer was lost: the same key never asks for another number.
const sent = new Map();

/** Nobody knows whether a number was given. */
export const isLost = (status) => status === LOST || status >= BROKEN;

/** Sends a wish; a lost reply is asked for once more with the same key. {status, body} */
export async function take(wish) {
  const url = `/kiosk/guide/tickets?id=${encodeURIComponent(page.setUp.kiosk)}`;
  const ask = (body) => post(url, body, { timeout: PATIENCE });
  let answer = await ask(wish);
  if (answer.status === LOST) answer = await ask(wish);
  if (answer.status === REUSED && sent.has(wish.key)) answer = await ask(sent.get(wish.key));
  if (isLost(answer.status)) sent.set(wish.key, sent.get(wish.key) ?? wish);
  else sent.delete(wish.key);
  return answer;
}
