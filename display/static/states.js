/* A counter's state in a word and a shape. */
import { hhmm } from "/static/time.js";
import { el, icon, say, words } from "/display/static/parts.js";

const SHAPES = { serving: "disc", calling: "play", ready: "ring", paused: "pause", shut: "cross" };

/** @param {object} desk of the snapshot @returns {string} a key of SHAPES */
export function stateOf(desk) {
  if (desk.turn) return desk.turn.state === "called" ? "calling" : "serving";
  if (desk.state === "open") return "ready";
  return desk.state === "paused" ? "paused" : "shut";
}

/** The chip of a counter's state. */
export function chip(desk) {
  const state = stateOf(desk);
  const until = { paused: desk.until && hhmm(desk.until), shut: desk.opens }[state];
  const text = until ? say(state + "_until", { time: until }) : words[state];
  return el("span", "st " + state + (until ? " timed" : ""), icon(SHAPES[state]), el("span", "", text));
}
