/* The kiosk: one page in seven states, drawn from `state`; what a press does is in deeds.js. */
import "/static/clock.js";
import { tick } from "/static/clock.js";
import { watch } from "/static/live.js";
import { drawBody } from "./bodies.js";
import { isReading } from "./aloud.js";
import { drawCard, isCard, noScanner, offerPriority, reads, typedCard, waitForCard } from "./card.js";
import { drawChoice } from "./choice.js";
import { deeds, state } from "./deeds.js";
import { eyesFree } from "./eyesfree.js";
import { keepInside } from "./focus.js";
import { touch, watchIdle } from "./idle.js";
import { watchScanner } from "./scanner.js";
import { drawBoard, walk } from "./keyboard.js";
import { drawNumber, told } from "./number.js";
import { drawFound } from "./search.js";
import { drawSheets } from "./sheets.js";
import { at, page, readPage, say, written } from "./page.js";
import { drawMethod, typing } from "./typing.js";
import { closedHall, drawTiles, nextDay } from "./tiles.js";

const SCREENS = ["home", "search", "visit", "call", "card", "name", "number"];
const FIRST = { search: "sought", visit: "code", call: "by-number", name: "typed" };
const DOUBLE = 700;
const PATIENCE = 5;
let shown = "home ";
let shownAt = 0;
let asked = null;

function draw() {
  if (!at(state.screen)) return;
  drawTiles(state);
  drawChoice(state);
  drawCard(state);
  waitForCard(state, scanned);
  drawNumber(state);
  drawNotices();
  drawBody(state);
  drawMethod(state);
  at("check-in").disabled = !state.up || state.busy;
  for (const button of document.querySelectorAll("[data-do='language']")) button.disabled = !state.up && button.dataset.lang !== page.setUp.tongue;
  for (const screen of SCREENS) at(screen).hidden = screen !== state.screen;
  if (place() !== shown) arrive();
  drawSheets(state);
  // As many as there is room for beside its key.
  drawFound(state);
  drawAsked();
}

/* A question that comes or goes is under the finger as a screen is. */
function drawAsked() {
  const open = document.querySelector("dialog[open]");
  if (open !== asked) shownAt = performance.now();
  asked = open;
}

/* Where the citizen is: a group of services is a place of its own. */
const place = () => `${state.screen} ${state.group ?? ""}`;

function arrive() {
  const { screen } = state;
  shown = place();
  shownAt = performance.now();
  if (["name", "search", "visit"].includes(screen)) drawBoard(screen);
  if (screen === "number") at("said").textContent = told(state.given);
  if (screen === "home" && state.group) at("said").textContent = at("lead").textContent;
  at(FIRST[screen] ?? `${screen}-title`).focus({ preventScroll: true });
}

function drawNotices() {
  const words = !state.up
    ? [say("gone"), say("gone_why")]
    : state.refusal ?? { home: closedHall, visit: closedHall, call: nextDay, card: noScanner }[state.screen]?.(state.facts, state.service) ?? null;
  for (const notice of document.querySelectorAll(".notice")) {
    notice.hidden = !words;
    notice.parentElement.classList.toggle("noticed", Boolean(words));
    if (!words) continue;
    notice.querySelector("b").textContent = words[0];
    notice.querySelector("p > span").textContent = words[1];
  }
  if (words && at("said").textContent !== words.join(". ")) at("said").textContent = words.join(". ");
}

/* The second tap of a double tap must not press what has just come under the finger. */
function isEcho(event, button) {
  const fast = event.detail > 1 && performance.now() - shownAt < DOUBLE;
  return fast && button.dataset.do !== "key";
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-do]");
  if (!button || button.disabled || isEcho(event, button)) return;
  await deeds[button.dataset.do](button);
  if (button.dataset.do === "language") redraw();
  draw();
});

document.addEventListener("keydown", async (event) => {
  if (event.key === "Enter" && event.repeat) event.preventDefault();
  else if (event.key === "Enter" && event.target.id === "typed") await deeds["take-name"]();
  else if (event.key === "Enter" && event.target.id === "code") await deeds["check-in"]();
  else if (event.key === "Enter" && event.target.id === "sought") at("found").querySelector("button:enabled")?.focus();
  else if (state.screen === "visit" && event.key.length === 1 && event.key !== " ") at("code").focus();
  else walk(event);
  draw();
});

document.addEventListener("beforeinput", (event) => typing(event, state) && draw());

/* A card that is scanned where somebody types is no name and no word. */
document.addEventListener("input", ({ target }) => {
  if (target.value && isCard(target.value)) target.value = "";
  draw();
});
document.addEventListener("keydown", keepInside);

/* A press on a screen key leaves the caret where it is. */
document.addEventListener("mousedown", (event) => {
  if (event.target.closest("#board")) event.preventDefault();
});

/* Another language is another page: it is drawn and focused like one. */
function redraw() {
  shown = "";
  tick();
}

readPage();
state.facts = written("facts");
deeds.begin();
draw();
watchScanner(canScan, async (text) => {
  if (state.screen === "card") return scanned(await typedCard(text));
  if (isCard(text) || !awaitsCode()) return;
  deeds.visit();
  draw();
  at("code").value = text;
  await deeds["check-in"]();
  draw();
});
eyesFree(state, () => {
  deeds.aloud();
  draw();
});
/* Whoever listens is given time: nothing runs out while something is read, and all of it later. */
watchIdle({ watching: inUse, reading: isReading, patience: () => (state.aloud ? PATIENCE : 1) }, async () => {
  await deeds.done();
  redraw();
  draw();
});
setInterval(() => state.screen === "number" && draw(), 1000);
watch(`kiosk-${page.setUp.kiosk}`, {
  snapshot(facts) {
    state.facts = facts;
    state.up = true;
    draw();
  },
  state(up) {
    state.up = up;
    draw();
  },
  calm: () => !inUse() && !document.querySelector("dialog[open]"),
});

/* A scanner of cards is heard wherever nothing is typed, so that one nobody asked for is no order. */
function canScan() {
  return awaitsCode() || (reads(state) === "wedge" && !at(state.screen).querySelector("input"));
}

function awaitsCode() {
  return state.screen === "home" && state.facts.booked && state.up && !document.querySelector("dialog[open]");
}

function scanned(answer) {
  deeds.card(answer);
  draw();
  offerPriority(state);
}

function inUse() {
  return state.screen !== "home" || state.group || state.priority || state.large || state.low || state.aloud || state.shelf || !isFirstLanguage();
}

function isFirstLanguage() {
  return page.setUp.tongue === page.setUp.language;
}
