// What the hall's screens show beside the calls: the list, and what is added to it.
import { post } from "/static/live.js";
import { words } from "./page.js";
import { renewing } from "./renew.js";
import { bring, isClean } from "./mediarows.js";
import { letMove } from "./mediaorder.js";
import { isWriting, letWrite } from "./mediatext.js";
import { isSending, letAdd } from "./uploads.js";

const list = document.getElementById("items");
const where = document.getElementById("where");
const says = document.getElementById("says");
const heard = document.getElementById("heard");
const DONE = 300;
/** ms: nothing tells this page when a screen comes or goes. */
const LOOK_AGAIN = 20000;
let last = Promise.resolve();

const order = letMove(list, { say, tell, renew: () => renew() });
const calm = () => isClean(list) && !order.isMoving() && !isSending() && !isWriting();
const renew = renewing("media", { put, calm });

function put(box, fresh) {
  if (order.isMoving()) return;
  const page = fresh.ownerDocument;
  for (const id of ["count", "used", "shows"])
    document.getElementById(id)?.replaceChildren(...(page.getElementById(id)?.childNodes ?? []));
  const lost = bring(list, fresh.querySelector("#items"));
  if (list.children.length) says.textContent = "";
  for (const { row, beside } of lost) {
    const mine = row.dataset.mine !== undefined;
    const why = filled(mine ? "gone" : "taken_away", { name: row.dataset.title });
    if (beside) tell(beside, why, !mine);
    else says.textContent = why;
  }
  aim();
}

/* Every preview opens on the screen that is chosen. */
function aim() {
  for (const link of document.querySelectorAll("a[data-preview]")) {
    const to = new URL(link.href);
    to.searchParams.set("id", where.value);
    link.href = to;
  }
}

function filled(what, values) {
  return words[what].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function hear(text) {
  heard.textContent = text;
}

function say(what, values) {
  hear(filled(what, values));
}

/* What a row answers stands in the row, until it is asked something else. */
function tell(row, text, bad = false) {
  const told = row.querySelector(".told");
  told.textContent = text;
  told.classList.toggle("bad", bad);
}

/* One after the other, so that what was typed last is what stays. */
function keep(field) {
  last = last.then(() => send(field));
}

/* Both days at once: one alone may not fit what the other was. */
async function send(field) {
  const row = field.closest("[data-item]");
  // Taken away meanwhile: whoever typed there was told.
  if (!row.isConnected) return;
  const fields = field.type === "date" ? [...row.querySelectorAll("[type=date]")] : [field];
  const wrong = fields.find((each) => !each.checkValidity());
  if (wrong) tell(row, wrong.name === "seconds" ? words.seconds : words.unfinished, true);
  else if (fields.some((each) => each.value !== each.defaultValue)) await change(row, fields);
  else if (row.querySelector(".told.bad")) tell(row, "");
}

async function change(row, fields) {
  const wish = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  const { status, body } = await post(`/display/media/${row.dataset.item}/changes`, written(wish));
  const fine = status >= 200 && status < DONE;
  if (fine) for (const each of fields) each.defaultValue = wish[each.name];
  tell(row, fine ? words.saved : body.message || words.lost, !fine);
  if (fine) renew();
}

const written = ({ seconds, ...wish }) => {
  for (const day of ["from", "to"]) if (day in wish) wish[day] ||= null;
  return seconds ? { seconds: Number(seconds) } : wish;
};

list.addEventListener("change", (event) => {
  // While a year is being typed there are dates of the first centuries.
  if (event.target.type !== "date" || event.target.checkValidity()) keep(event.target);
});
list.addEventListener("focusout", ({ target }) => {
  if (target.type === "date" && !target.checkValidity()) keep(target);
});
list.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input")) keep(event.target);
  if (event.key === "Escape" && event.target.closest(".sure")) ask(event.target.closest("[data-item]"), false);
});

/* In the place of the row's keys; the focus starts on what loses nothing. */
function ask(row, open) {
  row.classList.toggle("asking", open);
  row.querySelector(".sure").hidden = !open;
  row.querySelector(open ? "[data-do=keep]" : "[data-do=ask]").focus();
}

async function remove(row) {
  row.dataset.going = "";
  const { status, body } = await post(`/display/media/${row.dataset.item}/removals`);
  delete row.dataset.going;
  if (status < 200 || status >= DONE) {
    // It may be done though the answer was lost.
    row.dataset.mine = "";
    ask(row, false);
    tell(row, body.message || words.lost, true);
    return renew();
  }
  const next = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  (next?.querySelector("[data-do=ask]") ?? document.getElementById("media-title")).focus();
  say("gone", { name: row.dataset.title });
  renew();
}

const write = letWrite(renew);

list.addEventListener("click", (event) => {
  const row = event.target.closest("[data-item]");
  const what = event.target.closest("[data-do]")?.dataset.do;
  if (what === "ask") ask(row, true);
  if (what === "keep") ask(row, false);
  if (what === "remove") remove(row);
  if (what === "edit") write(row);
});

where.addEventListener("change", aim);
letAdd({ renew, hear });
aim();
setInterval(renew, LOOK_AGAIN);
