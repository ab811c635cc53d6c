/* A citizen's card instead of typing the name: asked for, waited for, shown back, or not read. */
import { post } from "/static/live.js";
import { close, look, obstacle, open } from "./camera.js";
import { at, page, put, say } from "./page.js";

const ENOUGH = 2;
const PATIENCE = 20_000;
/* Whoever is refused at once, or asked later elsewhere, does not ask in a rush. */
const PAUSE = 1000;
const SCANNED = /\||(?:[0-9a-f]{2} ?){30}/i;
const HEX = /^(?:[0-9a-f]{2} ?)+$/i;
/* A camera that sees no code for so long has not read it. */
const SIGHT = 12_000;
const HOW = { serial: "card_how", wedge: "card_type", camera: "card_see" };
let waiting = null;
let blind = null;

/** How this machine can read a card now, "serial", "wedge" or "camera", if it can. */
export function reads({ facts }) {
  if (!page.setUp.reads_cards) return null;
  if (facts.cards === "camera" && !blind && obstacle()) report(obstacle());
  return facts.cards === "camera" && blind ? null : facts.cards;
}

/** Did a scanner type this, and not a person? */
export const isCard = (text) => SCANNED.test(text);

export function drawCard(state) {
  const { up, busy, unread, carded, born } = state;
  put(at("name-title"), say(carded ? "name_check" : "name_type"));
  put(at("card-where"), say(reads(state) === "camera" ? "camera_where" : "card_where"));
  put(at("card-how"), say(HOW[reads(state)] ?? "card_how"));
  at("camera").hidden = state.screen !== "card" || reads(state) !== "camera";
  put(at("elderly-year"), born ? say("elderly", { year: born }) : "");
  at("without-card").hidden = unread < ENOUGH;
  at("without-card").disabled = !up || busy;
}

/** What is to be said while the card's screen is shown and nothing can read a card. */
export const noScanner = (facts) => (reads({ facts }) ? null : [say("card_gone"), say("card_gone_why")]);

/** While its screen is shown, and only then, the server is asked for a card: told({card|unreadable}). */
export function waitForCard(state, told) {
  const way = { serial: wait, camera: see }[reads(state)];
  const wanted = state.screen === "card" && state.up && way;
  if (wanted && !waiting) way(told);
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

/* The pictures are read here; the text of a card alone is sent, and only while it was asked for. */
async function see(told) {
  const own = (waiting = {});
  try {
    await open(at("camera"));
  } catch (error) {
    if (waiting !== own) return waiting ? undefined : close();
    await report(error.name === "NotAllowedError" ? "denied" : "missing");
    return document.dispatchEvent(new Event("input"));
  }
  send("sights", {});
  while (waiting === own) {
    const text = await look(at("camera"), () => waiting === own, SIGHT).catch(() => null);
    if (waiting !== own) break;
    const { status, body } = text === null ? { status: 200, body: { unreadable: "sight" } } : await send("sights", { text });
    if (waiting === own && status === 200) told(body);
    await new Promise((go) => setTimeout(go, PAUSE));
  }
  if (!waiting) close();
}

/* The key goes, and staff see why; it is tried again with the next page. */
function report(trouble) {
  blind = trouble;
  return send("sights", { trouble });
}

function leave() {
  waiting = null;
  close();
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

/* The third part is only heard: without it the same words would not be told a second time. */
function failed(state, reason) {
  const what = reason === "wedge" ? "wedge" : "unread";
  const why = reads(state) === "camera" ? "camera_why" : `${what}_why`;
  const unread = state.unread + 1;
  Object.assign(state, { unread, refusal: [say(what), say(why), say("times", { n: unread })] });
}

/* The name is shown back and can be changed, for a card proves nothing. */
function shown(state, { name, birth_year: born, elderly, person }) {
  at("typed").value = name;
  Object.assign(state, { screen: "name", adult: true, carded: true, person, elderly, born, refusal: null });
}

/** Whoever is of the age is asked, once the name is on the screen. */
export function offerPriority({ screen, elderly, priority }) {
  if (screen === "name" && elderly in page.setUp.priorities && !priority) at("elderly").showModal();
}

function send(what, body) {
  const query = new URLSearchParams({ id: page.setUp.kiosk, lang: page.setUp.tongue });
  return post(`/kiosk/${what}?${query}`, body, { timeout: PATIENCE });
}
