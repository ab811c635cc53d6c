/* What the citizen has chosen so far, and what each press does to it. */
import { key, now } from "/static/live.js";
import { hear } from "./aloud.js";
import { cardDeeds, reads } from "./card.js";
import { turned } from "./eyesfree.js";
import { touch } from "./idle.js";
import { press } from "./keyboard.js";
import { tidy } from "./names.js";
import { at, page, say, speakIn } from "./page.js";
import { sheetDeeds } from "./sheets.js";
import { checkIn, reprint, settle, take } from "./take.js";
import { forget, nextMethod } from "./typing.js";

const KEPT = "kiosk-number";
const FIELDS = ["typed", "sought", "code"];
const SHORTEST = 6;
const REUSED = 422;
const BROKEN = 500;

export const state = {
  facts: null,
  up: true,
  large: false,
  low: false,
  aloud: false,
  ...untouched(),
};

/* Everything that belongs to the citizen at the kiosk, and is wiped when they leave. */
function untouched() {
  return {
    screen: "home",
    from: "home",
    group: null,
    service: null,
    priority: "",
    adult: null,
    ...noCard(),
    key: "",
    sent: null,
    busy: false,
    faulted: false,
    tried: "",
    plugged: false,
    method: "telex",
    refusal: null,
    given: null,
    shelf: 0,
    sheets: null,
    sheet: null,
  };
}

/* What a card has brought: who it is today, by a keyed hash, and what was offered. */
function noCard() {
  return { carded: false, unread: 0, person: null, elderly: "", born: 0 };
}

export const deeds = {
  /** A reload shows the last number again while somebody may still be looking at it. */
  begin() {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
    if (!kept) return;
    const age = now() - kept.at;
    if (age >= 0 && age < page.setUp.idle_seconds * 1000) {
      Object.assign(state, { screen: "number", given: kept, large: kept.large, low: kept.low });
    } else sessionStorage.removeItem(KEPT);
  },

  service(tile) {
    Object.assign(state, { screen: "call", from: state.screen, service: tile.dataset.service, key: key(), sent: null, refusal: null, ...noCard() });
  },

  group(tile) {
    Object.assign(state, { group: tile.dataset.group, shelf: 0 });
  },

  out() {
    Object.assign(state, { group: null, shelf: 0 });
  },

  seek() {
    state.screen = "search";
  },

  visit() {
    Object.assign(state, { screen: "visit", refusal: null, tried: "" });
  },

  async "check-in"() {
    if (state.busy || !state.up) return;
    const typed = (at("code").value = latest(at("code").value.trim()));
    if (typed) await come(typed);
    else state.refusal = [say("sorry"), say("code_empty")];
  },

  priority: () => at("priorities").showModal(),

  "choose-priority"(choice) {
    state.priority = choice.dataset.priority;
    at("priorities").close();
  },

  back(button) {
    const { to } = button.dataset;
    if (state.screen !== "call") rub();
    Object.assign(state, { screen: to === "from" ? state.from : to, refusal: null, faulted: false });
    if (state.screen === "home") Object.assign(state, { adult: null, sheets: null, sheet: null });
  },

  "by-number": () => ask({}),

  "by-name"() {
    if (reads(state)) at("how").showModal();
    else byTyping();
  },

  adult() {
    at("age").close();
    Object.assign(state, { adult: true, screen: "name", carded: false, refusal: null });
  },

  child() {
    at("age").close();
    state.adult = false;
    at("by-number").focus();
  },

  key(button) {
    const box = field();
    const kept = box.value.slice(0, box.selectionStart);
    const rest = box.value.slice(box.selectionEnd);
    const rubs = button.dataset.sign === "<" && box.selectionStart < box.selectionEnd;
    const before = rubs ? kept : press(kept, button.dataset, box.autocapitalize === "words");
    box.value = before + rest;
    box.setSelectionRange(before.length, before.length);
  },

  async "take-name"() {
    const { name, fault } = tidy(at("typed").value);
    state.faulted = Boolean(fault);
    if (!fault && state.up) await ask({ name, say_name: true, consent: page.setUp.consent });
    if (state.screen === "name") at("typed").focus();
  },

  method() {
    state.method = nextMethod(state.method);
    at("typed").focus();
  },

  async reprint() {
    await paper(() => reprint(state.given.ticket.token));
  },

  async "has-slip"() {
    await paper(() => settle(state.given.ticket.token, true));
  },

  async "no-slip"() {
    await paper(() => settle(state.given.ticket.token, false));
  },

  async language(button) {
    const kept = FIELDS.map((id) => [id, at(id).value]);
    await speakIn(button.dataset.lang);
    Object.assign(state, { sheets: null, sheet: null });
    for (const [id, typed] of kept) at(id).value = typed;
  },

  large() {
    state.large = !state.large;
  },

  low() {
    state.low = !state.low;
  },

  aloud() {
    state.aloud = !state.aloud;
    turned(state.aloud);
  },

  /** The name as it will be called, not loud. */
  hear() {
    const { name, fault } = tidy(at("typed").value);
    if (!fault) hear(name);
  },

  more() {
    state.shelf += 1;
  },

  stay: touch,

  leave: () => deeds.done(),

  /** Back to the start in the first language; nothing of this citizen is left. */
  async done() {
    const listened = state.aloud;
    Object.assign(state, untouched(), { large: false, low: false, aloud: false });
    sessionStorage.removeItem(KEPT);
    rub();
    at("said").textContent = "";
    for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
    turned(false, listened);
    if (page.setUp.tongue !== page.setUp.language) await speakIn(page.setUp.language);
  },
};

Object.assign(deeds, cardDeeds(state, byTyping), sheetDeeds(state));

/* Whoever is under 16 is called by number; who was taken for it by mistake is asked again. */
function byTyping() {
  if (state.adult) deeds.adult();
  else at("age").showModal();
}

/* What the keys on the screen write into. */
const field = () => at(state.screen).querySelector("input");

function rub() {
  at("typed").value = "";
  at("code").value = "";
  if (state.screen !== "name") at("sought").value = "";
  forget();
}

async function ask(choice) {
  if (state.busy) return;
  const wish = { service: state.service, language: page.setUp.tongue, key: state.key, ...choice };
  if (state.priority) wish.priority = state.priority;
  if (state.person) wish.person = state.person;
  state.busy = true;
  const asked = state.key;
  const answer = await answered(wish);
  state.busy = false;
  if (state.key === asked) heard(answer);
}

/* A code that is scanned after a refused one follows it in the line. */
function latest(typed) {
  const more = typed.startsWith(state.tried) ? typed.slice(state.tried.length) : "";
  return state.tried && more.length >= SHORTEST ? more : typed;
}

async function come(code) {
  const asked = key();
  Object.assign(state, { busy: true, key: asked, tried: code, refusal: null });
  const answer = await checkIn({ code, key: asked });
  state.busy = false;
  if (state.key === asked) heard(answer);
}

/* The same key with another choice: the first one was heard after all, so its number it is. */
async function answered(wish) {
  const before = state.sent;
  state.sent = wish;
  const answer = await take(wish);
  return answer.status === REUSED && before ? take(before) : answer;
}

function heard({ status, body }) {
  if (status === 200 || status === 201) {
    give(body);
  } else if (status === 0) {
    state.refusal = [say("gone"), say("gone_why")];
  } else if (status >= BROKEN) {
    state.refusal = [say("gone"), say("sorry")];
  } else {
    state.refusal = [say("sorry"), body.message ?? say("sorry_why")];
  }
}

function give({ ticket, print, counters, notice, service = state.service }) {
  const given = { ticket, print, counters, notice, service, large: state.large, low: state.low, at: now() };
  Object.assign(state, untouched(), { screen: "number", given });
  rub();
  sessionStorage.setItem(KEPT, JSON.stringify(given));
}

async function paper(asking) {
  if (state.busy || !state.given) return;
  state.busy = true;
  const { status, body } = await asking();
  state.busy = false;
  if (status >= 300 || !state.given || !body.print) return;
  state.given.print = body.print;
  sessionStorage.setItem(KEPT, JSON.stringify(state.given));
}
