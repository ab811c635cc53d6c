/* A number of today: found by a part of the name, the number or a time. */
import { post } from "/static/live.js";
import { forgetRows, rowsOf } from "./guiderow.js";
import { at, put, say } from "./guidewords.js";

const PATIENCE = 6000;
const PAUSE = 200;
const SHOWN = 120_000;

const state = { asked: 0, timer: null, over: null };

export function startFinding() {
  at("seek").addEventListener("submit", (event) => {
    event.preventDefault();
    find();
  });
  at("sought").addEventListener("input", later);
  at("sought-service").addEventListener("change", find);
  for (const event of ["click", "keydown"]) at("found").addEventListener(event, stay);
}

/** The keyboard goes into the line. */
export function seek() {
  at("sought").focus();
  at("sought").select();
}

/** Nothing of whoever was looked for stays on the screen. */
export function forget() {
  at("seek").reset();
  state.asked += 1;
  clearTimeout(state.timer);
  clearTimeout(state.over);
  forgetRows();
  put(at("count"), "");
  at("found").replaceChildren();
  document.activeElement?.blur();
}

function later() {
  clearTimeout(state.timer);
  state.timer = setTimeout(find, PAUSE);
}

async function find() {
  clearTimeout(state.timer);
  const text = at("sought").value.trim();
  const wanted = at("sought-service").value;
  if (!text && !wanted) {
    state.asked += 1;
    put(at("count"), "");
    at("found").replaceChildren();
    return;
  }
  state.asked += 1;
  const mine = state.asked;
  const { status, body } = await post("/kiosk/finds", { text, service: wanted || null }, { timeout: PATIENCE });
  if (mine !== state.asked) return;
  if (status === 200) show(body);
  else put(at("count"), body.message ?? say("find_lost"));
}

/* Names do not stay on the screen of somebody who went to help elsewhere. */
function stay() {
  clearTimeout(state.over);
  state.over = setTimeout(forget, SHOWN);
}

function show({ count, tickets }) {
  stay();
  const few = count > tickets.length ? "found_first" : "found";
  put(at("count"), count ? say(few, { n: count, shown: tickets.length }) : say("found_none"));
  at("found").replaceChildren(...rowsOf(tickets));
}
