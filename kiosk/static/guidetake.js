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

/** What the person needs after this service, by its letter; the same once more takes it back. */
export function plan(letter) {
  const { id } = page.setUp.services.find((each) => each.letter === letter);
  at("planned").value = at("planned").value === id ? "" : id;
  drawGo();
}

/** One file more, or one less. */
export function count(more) {
  const files = at("quantity");
  files.value = Math.min(Math.max(1, (files.valueAsNumber || 1) + more), page.setUp.most_files);
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
    show({ state: "refused", wish, sentence: say("reason") });
    form.querySelector("[name=reason]")?.focus();
    return;
  }
  if (!at("quantity").validity.valid) {
    show({ state: "refused", wish, sentence: say("files_wrong", { most: page.setUp.most_files }) });
    at("quantity").focus();
    return;
  }
  const before = snapshot();
  show({ state: "sending", wish });
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
  if (at("quantity").valueAsNumber > 1) wish.quantity = at("quantity").valueAsNumber;
  if (at("planned").value) wish.planned = at("planned").value;
  if (!at("closed").hidden && chosen("reason")) wish.reason = chosen("reason");
  return wish;
}

/* What stands in the form, to put it back when no number came of it. */
function snapshot() {
  const boxes = [...form.querySelectorAll("input, select")];
  const fields = boxes.map((box) => [box, box.checked, box.value]);
  return { fields, key: state.key };
}

function heard(wish, { status, body }, before, own) {
  if (status === 200 || status === 201) {
    show({ state: "given", wish, body });
    return;
  }
  const lost = isLost(status);
  const sentence = lost ? say("lost") : (body.message ?? say("lost"));
  show({ state: "refused", wish, sentence });
  // Nobody else has been begun with: the wish stands in the form again, after a lost reply with
  // the key it had.
  if (state.key !== own || isBegun()) return;
  for (const [box, checked, value] of before.fields) {
    if (["radio", "checkbox"].includes(box.type)) box.checked = checked;
    else box.value = value;
  }
  if (lost) Object.assign(state, { key: before.key, retry: true });
  drawGo();
}

function isBegun() {
  const picked = ["service", "priority", "reason"].some(chosen);
  const more = at("planned").value || at("quantity").value !== "1";
  return picked || Boolean(more || at("name").value || at("dossier").value);
}

function drawGo() {
  const found = service(chosen("service"));
  put(at("go-word"), found ? say(state.retry ? "again" : "take", { letter: found.letter, name: found.short }) : say("choose"));
  at("go").setAttribute("aria-disabled", String(!found));
  at("say").disabled = !at("name").value.trim();
  drawPlanned(found?.id);
}

/* Nothing is planned to follow itself. */
function drawPlanned(chosen) {
  const planned = at("planned");
  for (const option of planned.options) option.disabled = Boolean(chosen) && option.value === chosen;
  if (chosen && planned.value === chosen) planned.value = "";
}
