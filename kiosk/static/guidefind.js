/* A lost slip: found by a part of the name, the number or a time, and printed once more. */
import { post } from "/static/live.js";
import { num } from "/static/num.js";
import { hhmm } from "/static/time.js";
import { element } from "./element.js";
import { at, page, put, say, service, slip } from "./guidewords.js";

const PATIENCE = 6000;
const PAUSE = 200;
const SHOWN = 120_000;

const state = { facts: null, asked: 0, timer: null, over: null, jobs: new Map() };

export function startFinding() {
  at("seek").addEventListener("submit", (event) => {
    event.preventDefault();
    find();
  });
  at("sought").addEventListener("input", later);
  at("sought-service").addEventListener("change", find);
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
  state.jobs.clear();
  put(at("count"), "");
  at("found").replaceChildren();
  document.activeElement?.blur();
}

/** The slips that were asked for again, as the room tells of them. */
export function drawFound(facts) {
  state.facts = facts;
  for (const row of at("found").children) drawSlip(row);
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
function show({ count, tickets }) {
  clearTimeout(state.over);
  state.over = setTimeout(forget, SHOWN);
  const few = count > tickets.length ? "found_first" : "found";
  put(at("count"), count ? say(few, { n: count, shown: tickets.length }) : say("found_none"));
  at("found").replaceChildren(...tickets.map(row));
}

function row(ticket) {
  const line = element("li", "row");
  line.dataset.ticket = ticket.id;
  const about = element("div", "about");
  const name = element("b", "", ticket.name ?? say("no_name"));
  const more = [service(ticket.service)?.short, say("taken", { time: hhmm(ticket.taken_at) })];
  about.append(name, element("span", "", more.filter(Boolean).join(" · ")));
  about.append(element("span", "state", say(`state_${ticket.state}`, ticket)));
  line.append(num(ticket.label), about, again(ticket, line));
  drawSlip(line);
  return line;
}

function again(ticket, line) {
  const button = element("button", "btn");
  button.type = "button";
  button.disabled = ticket.final || !page.setUp.prints;
  const inner = element("span", "in");
  const word = element("span", "", say("reprint"));
  const why = ticket.final ? say("reprint_final") : page.setUp.prints ? "" : say("no_printer");
  word.append(element("span", "why", why));
  inner.append(word);
  button.append(inner);
  button.addEventListener("click", () => reprint(ticket, line, button));
  return button;
}

async function reprint(ticket, line, button) {
  button.disabled = true;
  const url = `/kiosk/guide/reprints?id=${encodeURIComponent(page.setUp.kiosk)}`;
  const { status, body } = await post(url, { ticket: ticket.id }, { timeout: PATIENCE });
  button.disabled = false;
  const under = ["queued", "printing"].includes(body.state) ? say("reprint_waits") : body.message;
  state.jobs.set(ticket.id, status === 201 ? body.print : { refused: under ?? say("reprint_no") });
  drawSlip(line);
}

function drawSlip(line) {
  const print = state.jobs.get(Number(line.dataset.ticket));
  if (!print) return;
  const told = print.refused ?? slip(state.facts?.jobs?.[print.job] ?? print);
  put(line.querySelector(".why"), told);
}
