/* Asking the server for a number, a reprint, or telling it that the slip came out. */
import { post } from "/static/live.js";
import { page } from "./page.js";

const PATIENCE = 6000;

/** Sends the wish for a number; a lost reply is asked for once more with the same key. */
export const take = (wish) => twice("tickets", wish);

/** Sends the code of a booked visit, in the same way. */
export const checkIn = (visit) => twice("check-ins", visit);

export const reprint = (token) => send("reprints", { token });

export const settle = (token, printed) => send("papers", { token, printed });

export const code = (token) => send("codes", { token });

async function twice(what, body) {
  const first = await send(what, body);
  return first.status ? first : send(what, body);
}

function send(what, body) {
  const query = new URLSearchParams({ id: page.setUp.kiosk, lang: page.setUp.tongue });
  return post(`/kiosk/${what}?${query}`, body, { timeout: PATIENCE });
}
