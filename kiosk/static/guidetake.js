/* A number in two keys: the service, then Enter. The form is free for the next person at once. */
import { key, post } from "/static/live.js";
import { fill } from "/static/num.js";
import { at, minutes, page, put, say, service, slip } from "./guidewords.js";

const PATIENCE = 6000;
const LOST = 0;
const REUSED = 422;
const BROKEN = 500;

const state = { key: key(), retry: false, facts: null, given: null };
// What was sent under a key whose answer was lost: the same key never asks for another number.
const sent = new Map();
let line = Promise.resolve();

const form = at("take");
const chosen = (group) => form.querySelector(`[name=${group}]:checked`)?.value ?? "";

export function startTaking() {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  form.addEventListener("change", drawGo);
  at("name").addEventListener("input", drawGo);
}

/** The service with this letter. */
export function choose(letter) {
  const { id } = page.setUp.services.find((each) => each.letter === letter);
  form.querySelector(`[name=service][value="${id}"]`).checked = true;
  document.activeElement?.blur();
  drawGo();
}

/** The n-th priority; 0 is none. */
export function pick(n) {
  const option = form.querySelectorAll("[name=priority]")[n];
  if (option) option.checked = true;
}

/** An empty form with a key of its own. */
export function clear() {
  form.reset();
  Object.assign(state, { key: key(), retry: false });
  document.activeElement?.blur();
  drawGo();
}

/** Sends what is chosen; presses that come meanwhile wait in line. */
export function submit() {
  const wish = wished();
  if (!wish) return;
  if (!at("closed").hidden && !wish.reason) {
    show({ state: "refused", service: wish.service, sentence: say("reason") });
    form.querySelector("[name=reason]")?.focus();
    return;
  }
  const before = snapshot();
  show({ state: "sending", service: wish.service });
  clear();
  const own = state.key;
  line = line.then(() => take(wish)).then((answer) => heard(wish, answer, before, own));
}

export function drawTake(facts) {
  state.facts = facts;
  at("closed").hidden = facts.open;
  for (const each of facts.services) {
    const tile = form.querySelector(`[data-service="${each.id}"]`);
    if (tile) put(tile.querySelector(".fact"), fact(each));
  }
  drawGo();
  drawSlip();
}

function fact(each) {
  if (each.state === "full") return say("full");
  const wait = each.wait_minutes ? minutes(each.wait_minutes) : say("not_open");
  return `${say("waiting", { n: each.waiting })} · ${wait}`;
}

function wished() {
  const id = chosen("service");
  if (!id) return null;
  const wish = { service: id, language: chosen("language"), key: state.key };
  const name = at("name").value.trim();
  const dossier = at("dossier").value.trim();
  if (chosen("priority")) wish.priority = chosen("priority");
  if (name) wish.name = name;
  if (name && at("say").checked) Object.assign(wish, { say_name: true, consent: page.setUp.consent });
  if (dossier) wish.dossier = dossier;
  if (!at("closed").hidden && chosen("reason")) wish.reason = chosen("reason");
  return wish;
}

/* What stands in the form, to put it back when no number came of it. */
function snapshot() {
  const fields = [...form.querySelectorAll("input")].map((box) => [box, box.checked, box.value]);
  return { fields, key: state.key };
}

async function take(wish) {
  const url = `/kiosk/guide/tickets?id=${encodeURIComponent(page.setUp.kiosk)}`;
  const ask = (body) => post(url, body, { timeout: PATIENCE });
  let answer = await ask(wish);
  if (answer.status === LOST) answer = await ask(wish);
  if (answer.status === REUSED && sent.has(wish.key)) answer = await ask(sent.get(wish.key));
  if (answer.status === LOST || answer.status >= BROKEN) sent.set(wish.key, sent.get(wish.key) ?? wish);
  else sent.delete(wish.key);
  return answer;
}

function heard(wish, { status, body }, before, own) {
  if (status === 200 || status === 201) {
    state.given = body;
    show({ state: "given", service: wish.service, body });
    return;
  }
  const lost = status === LOST || status >= BROKEN;
  const sentence = lost ? say("lost") : (body.message ?? say("lost"));
  show({ state: "refused", service: wish.service, sentence });
  // Nobody else has been begun with: the wish stands in the form again, after a lost reply with
  // the key it had.
  if (state.key !== own || chosen("service")) return;
  for (const [box, checked, value] of before.fields) {
    if (box.type === "text") box.value = value;
    else box.checked = checked;
  }
  if (lost) Object.assign(state, { key: before.key, retry: true });
  drawGo();
}

function show({ state: now, service: id, sentence = "", body = null }) {
  const { letter } = service(id);
  at("given").dataset.state = now;
  put(at("given-head"), say(now, { letter }));
  at("given-facts").hidden = !body;
  at("given-number").hidden = !body;
  put(at("given-slip"), sentence);
  if (!body) {
    state.given = null;
    return;
  }
  at("given-number").classList.add("num");
  fill(at("given-number"), body.ticket.label);
  const { ahead, wait_minutes: wait } = body.ticket;
  put(at("given-ahead"), ahead ? say("people", { n: ahead }) : say("nobody"));
  put(at("given-wait"), minutes(wait));
  put(at("given-counters"), body.counters.join(", ") || say("unknown"));
  drawSlip();
}

function drawSlip() {
  if (!state.given) return;
  const { print } = state.given;
  put(at("given-slip"), slip(state.facts.jobs?.[print.job] ?? print));
}

function drawGo() {
  const found = service(chosen("service"));
  put(at("go-word"), found ? say(state.retry ? "again" : "take", { letter: found.letter, name: found.short }) : say("choose"));
  at("go").setAttribute("aria-disabled", String(!found));
  at("say").disabled = !at("name").value.trim();
}
