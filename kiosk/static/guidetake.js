/* A number in two keys: the service, then Enter. The form is free for the next person at once. */
import { key } from "/static/live.js";
import { drawSlip, show } from "./guidegiven.js";
import { isLost, take } from "./guidesend.js";
import { at, minutes, page, put, say, service } from "./guidewords.js";

const state = { key: key(), retry: false };
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
  at("closed").hidden = facts.open;
  for (const each of facts.services) {
    const tile = form.querySelector(`[data-service="${each.id}"]`);
    if (tile) fact(each).forEach((words, place) => put(tile.querySelectorAll(".fact > span")[place], words));
  }
  drawGo();
  drawSlip(facts);
}

function fact(each) {
  if (each.state === "full") return [say("full"), ""];
  const wait = each.wait_minutes ? minutes(each.wait_minutes) : say("not_open");
  return [say("waiting", { n: each.waiting }), wait];
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

function heard(wish, { status, body }, before, own) {
  if (status === 200 || status === 201) {
    show({ state: "given", service: wish.service, body });
    return;
  }
  const lost = isLost(status);
  const sentence = lost ? say("lost") : (body.message ?? say("lost"));
  show({ state: "refused", service: wish.service, sentence });
  // Nobody else has been begun with: the wish stands in the form again, after a lost reply with
  // the key it had.
  if (state.key !== own || isBegun()) return;
  for (const [box, checked, value] of before.fields) {
    if (box.type === "text") box.value = value;
    else box.checked = checked;
  }
  if (lost) Object.assign(state, { key: before.key, retry: true });
  drawGo();
}

function isBegun() {
  const picked = ["service", "priority", "reason"].some(chosen);
  return picked || Boolean(at("name").value || at("dossier").value);
}

function drawGo() {
  const found = service(chosen("service"));
  put(at("go-word"), found ? say(state.retry ? "again" : "take", { letter: found.letter, name: found.short }) : say("choose"));
  at("go").setAttribute("aria-disabled", String(!found));
  at("say").disabled = !at("name").value.trim();
}
