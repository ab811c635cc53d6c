/* A citizen's card instead of typing the name: asked for, waited for, shown back, or not read. */
import { post } from "/static/live.js";
import { at, page, put, say } from "./page.js";

const ENOUGH = 2;
const PATIENCE = 20_000;
/* Whoever is refused at once, or asked later elsewhere, does not ask in a rush. */
const PAUSE = 1000;
const SCANNED = /\||(?:[0-9a-f]{2} ?){30}/i;
const HEX = /^(?:[0-9a-f]{2} ?)+$/i;
let waiting = null;

/** How this machine can read a card now, "serial" or "wedge", if it can. */
export const reads = ({ facts }) => page.setUp.reads_cards && facts.cards;

/** Did a scanner type this, and not a person? */
export const isCard = (text) => SCANNED.test(text);

export function drawCard(state) {
  const { up, busy, unread, carded, born } = state;
  put(at("name-title"), say(carded ? "name_check" : "name_type"));
  put(at("card-how"), say(reads(state) === "wedge" ? "card_type" : "card_how"));
  put(at("elderly-year"), born ? say("elderly", { year: born }) : "");
  at("without-card").hidden = unread < ENOUGH;
  at("without-card").disabled = !up || busy;
}

/** What is to be said while the card's screen is shown and nothing can read a card. */
export const noScanner = (facts) => (facts.cards ? null : [say("card_gone"), say("card_gone_why")]);

/** While its screen is shown, and only then, the server is asked for a card: told({card|unreadable}). */
export function waitForCard(state, told) {
  const wanted = state.screen === "card" && state.up && reads(state) === "serial";
  if (wanted && !waiting) wait(told);
  else if (!wanted && waiting) leave();
}

async function wait(told) {
  const own = (waiting = {});
  while (waiting === own) {
    const begun = performance.now();
    const { status, body } = await send("scans", { on: true });
    if (waiting !== own) return;
    if (status === 200 && (body.card || body.unreadable)) told(body);
    else if (performance.now() - begun < PAUSE) await new Promise((go) => setTimeout(go, PAUSE));
  }
}

function leave() {
  waiting = null;
  send("scans", { on: false });
}

/** What a scanner typed: only a hex dump has all the letters; of anything else nothing is sent. */
export async function typedCard(text) {
  const { status, body } = await send("cards", { hex: HEX.test(text) ? text : null });
  return status === 200 ? body : { unreadable: "lost" };
}

/** The presses, and what a card brings, for the page's `state`; byTyping(): the way without it. */
export const cardDeeds = (state, byTyping) => ({
  "by-card"() {
    at("how").close();
    Object.assign(state, { screen: "card", unread: 0, refusal: null });
  },

  "by-typing"() {
    at("how").close();
    byTyping();
  },

  /** {card} or {unreadable} that came while the card's screen was shown. */
  card({ card, unreadable }) {
    if (state.screen !== "card") return;
    at("said").textContent = "";
    if (unreadable) failed(state, unreadable);
    else if (card.child) Object.assign(state, { screen: "call", adult: false, carded: true, person: card.person, refusal: [say("child"), say("child_why")] });
    else shown(state, card);
  },

  "take-priority"() {
    state.priority = state.elderly;
    at("elderly").close();
  },

  "no-priority": () => at("elderly").close(),
});

function failed(state, reason) {
  const advice = reason === "wedge" ? [say("wedge"), say("wedge_why")] : [say("unread"), say("unread_why")];
  Object.assign(state, { unread: state.unread + 1, refusal: advice });
}

/* The name is shown back and can be changed, for a card proves nothing. */
function shown(state, { name, birth_year: born, elderly, person }) {
  at("typed").value = name;
  Object.assign(state, { screen: "name", adult: true, carded: true, person, elderly, born, refusal: null });
  if (!(elderly in page.setUp.priorities) || state.priority) return;
  at("elderly").showModal();
}

function send(what, body) {
  const query = new URLSearchParams({ id: page.setUp.kiosk, lang: document.documentElement.lang });
  return post(`/kiosk/${what}?${query}`, body, { timeout: PATIENCE });
}
