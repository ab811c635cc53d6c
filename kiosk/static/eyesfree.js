/* Without looking: with "Đọc to" on, a keypad or the arrows walk over the keys, and all is read. */
import { again, called, drop, hush, inField, named, read, seen, tell } from "./aloud.js";
import { at, say } from "./page.js";

const STEPS = { 8: -1, 4: -1, ArrowUp: -1, ArrowLeft: -1, 2: 1, 6: 1, ArrowDown: 1, ArrowRight: 1 };
/* A keypad whose NumLock is off. */
const UNLOCKED = { Insert: "0", Clear: "5" };
const LIVE = "[role=status], [aria-live]";
const NEED_LETTERS = { name: "aloud_name", search: "aloud_search" };
let scene = null;
let explained = "";
let heard = new WeakMap();

/** state.aloud: is it on; turn(): turns it on or off, as a press would. */
export function eyesFree(state, turn) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const on = state.aloud;
    const key = UNLOCKED[event.key] ?? event.key;
    const field = event.target.matches("input") && !event.code.startsWith("Numpad");
    if (on ? does(key, field) : key === "0" && !field && state.facts.speaks) {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!on) turn();
    } else if (on && field) spell(event);
  }, true);
  document.addEventListener("click", ({ target }) => {
    const key = target.closest("#board button");
    if (state.aloud && key) read(called(key));
  });
  document.addEventListener("focusin", (event) => state.aloud && arrive(event.target));
  new MutationObserver((changes) => state.aloud && listen(changes)).observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["hidden"],
  });
}

/** It was turned on or off; whoever listened until now is told. */
export function turned(on, listened = false) {
  heard = new WeakMap();
  scene = here();
  if (!on) hush();
  if (listened) read(say("aloud_off"));
  if (!on) return;
  explain();
  describe();
}

/* The keys, in the language of the page. */
function explain() {
  explained = document.documentElement.lang;
  read(say("aloud_how"));
}

/* Whether the key meant something; digits in a field are letters, its arrows up and down are not. */
function does(key, field) {
  if (field && !["ArrowUp", "ArrowDown"].includes(key)) return false;
  if (STEPS[key]) step(STEPS[key]);
  else if (key === "5") document.activeElement.click();
  else if (key === "0") repeat();
  else if (key === "*") back();
  else return false;
  return true;
}

const here = () => document.querySelector("dialog[open]") ?? document.querySelector("main .screen:not([hidden])");

function step(by) {
  const keys = [...here().querySelectorAll("button:enabled, input")].filter((key) => key.checkVisibility() && !key.closest("#board"));
  const from = keys.indexOf(document.activeElement);
  const to = from < 0 && by < 0 ? keys.length - 1 : (from + by + keys.length) % keys.length;
  keys[to]?.focus();
}

function back() {
  const dialog = document.querySelector("dialog[open]");
  const key = here().querySelector("[data-do=back], #out:not([hidden]), #done");
  if (dialog) dialog.close();
  else key?.click();
}

function arrive(box) {
  if (here() !== scene) {
    scene = here();
    drop();
    if (explained !== document.documentElement.lang) explain();
    describe();
  }
  if (box.matches("button, input")) read(called(box));
}

/* A new screen or question says its heading, its notice and its facts; of a number, that first. */
function describe() {
  const number = scene.id === "number";
  heard.set(at("said"), at("said").textContent);
  read(number ? at("said").textContent : named(scene.getAttribute("aria-labelledby")));
  if (scene.id in NEED_LETTERS) read(say(NEED_LETTERS[scene.id]));
  const parts = scene.querySelectorAll(".notice:not([hidden]), .picked > :not(.letter), .card-how, .panel + .panel, dialog > p:not(.sr)");
  for (const part of parts) if (part.checkVisibility()) read(seen(part));
  for (const tile of scene.querySelectorAll(".tile[disabled]")) if (!scene.querySelector(".noticed")) read(seen(tile));
}

/* On the number's screen it is always the number that is heard again. */
function repeat() {
  if (scene.id === "number") describe();
  else again();
}

/* What a screen reader would be told is read. */
function listen(changes) {
  const boxes = new Set(changes.map(({ target }) => (target.nodeType === 1 ? target : target.parentElement)?.closest(LIVE)));
  for (const box of boxes) {
    if (!box || box.closest("[hidden], #name-heard")) continue;
    const words = box.matches(".sr") ? box.textContent : seen(box);
    if (heard.get(box) !== words) tell(words);
    heard.set(box, words);
  }
}

function spell({ key, target }) {
  if (key === " ") read(inField(target, target.value));
  else if (key.length === 1) read(inField(target, key.toUpperCase()));
  else if (key === "Backspace") read(inField(target, target.value.slice(0, -1)) || say("key_rub"));
}
