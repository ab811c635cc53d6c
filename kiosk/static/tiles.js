/* The first screen, kept fresh: how many wait, how long, what is closed and until when. */
import { hhmm, local, date, now } from "/static/time.js";
import { at, page, put, say } from "./page.js";

const CLOSED = ["closed", "full", "shut"];
export const isClosed = ({ state }) => CLOSED.includes(state);
const WHY = { late: "not_open", closed: "not_open", full: "full", shut: "shut" };

export function drawTiles({ facts, group, priority, up }) {
  drawPriority(priority, up && facts.open);
  setTitle(facts);
  at("lead").textContent = group ? say("group", { name: page.setUp.groups[group] }) : say("lead");
  at("seek").hidden = Boolean(group);
  at("seek").disabled = !up;
  at("booked").hidden = Boolean(group) || !up || !facts.booked;
  at("out").hidden = !group;
  for (const tile of at("tiles").children) {
    const fact = facts.services.find(({ id }) => id === tile.dataset.service);
    if (fact) drawTile(tile, fact, up);
    else if (tile.dataset.group) drawGroup(tile, facts, up);
    else tile.disabled = true;
  }
}

function setTitle({ open, holiday }) {
  put(at("home-title"), say(open ? "welcome" : holiday ? "holiday" : "closed"));
}

function drawTile(tile, fact, up) {
  tile.dataset.state = fact.state;
  tile.disabled = !up || isClosed(fact);
  write(tile, "waiting", isClosed(fact) ? "" : say("waiting", { n: fact.waiting }));
  write(tile, "why", why(fact));
  write(tile, "wait", wait(fact));
}

/* A group is never closed to the touch: within it each service says why it is. */
function drawGroup(tile, { services }, up) {
  const within = [...at("tiles").children].filter((each) => each.dataset.within === tile.dataset.group);
  const open = services.filter((fact) => !isClosed(fact) && within.some((each) => each.dataset.service === fact.id));
  const waiting = open.reduce((sum, fact) => sum + fact.waiting, 0);
  tile.disabled = !up;
  write(tile, "waiting", open.length ? say("waiting", { n: waiting }) : "");
  write(tile, "services", say("services", { n: within.length }));
}

/** Why no number is given, or no counter serves yet; empty while all is well. */
export const why = ({ state }) => (WHY[state] ? say(WHY[state]) : "");

function wait({ state, opens, wait_minutes: minutes }) {
  if (state === "closed" && opens) return say("opens", { time: opens });
  return state === "open" && minutes ? say("minutes", { a: minutes[0], b: minutes[1] }) : "";
}

function write(tile, name, words) {
  const fact = tile.querySelector(`[data-fact="${name}"]`);
  fact.hidden = !words;
  put(fact.lastElementChild, words);
}

function drawPriority(chosen, up) {
  const button = at("priority");
  if (!button) return;
  const name = page.setUp.priorities[chosen];
  button.disabled = !up;
  button.classList.toggle("on", Boolean(chosen));
  button.querySelector("[data-priority]").textContent = name
    ? say("priority_is", { name })
    : `${say("priority")}…`;
  button.querySelector(".why").textContent = name
    ? say("priority_note")
    : page.setUp.priorities_words || say("priority_note");
  for (const choice of document.querySelectorAll("[data-do='choose-priority']")) {
    const on = Boolean(chosen) && choice.dataset.priority === chosen;
    choice.classList.toggle("chosen", on);
    choice.setAttribute("aria-pressed", String(on));
  }
}

/** The notice of a closed hall: [bold, sentence], or null while it is open. */
export function closedHall({ open, opens_at: opens }) {
  if (open) return null;
  const meanwhile = page.setUp.meanwhile ? ` ${page.setUp.meanwhile}` : "";
  if (!opens) return [say("shut"), say("shut_unsure") + meanwhile];
  const [then, today] = [local(opens), local(now())];
  const same = then.day === today.day && then.month === today.month && then.year === today.year;
  const day = date(opens);
  return [say("shut"), say(same ? "shut_today" : "shut_later", { time: hhmm(opens), day }) + meanwhile];
}

/** What whoever comes late in the day should know before taking a number, or null. */
export function nextDay({ services }, chosen) {
  const time = services.find(({ id }) => id === chosen)?.next_day;
  return time ? [say("next_day", { time }), say("next_day_why")] : null;
}
