/* F4 at the guide's desk: the sheet of a procedure, by a part of its name. */
import { key, post } from "/static/live.js";
import { element } from "./element.js";
import { find, plain } from "./search.js";
import { at, button, page, put, say, service } from "./guidewords.js";

const PATIENCE = 6000;
let sheets = [];
let facts = null;
// The sheet that was asked for last: {title, print} or {title, refused}.
let asked = null;

export function startSheets() {
  at("open-sheets").addEventListener("click", openSheets);
  at("sheet-sought").addEventListener("input", draw);
  at("sheets").addEventListener("keydown", walk);
  at("sheets").addEventListener("close", () => put(at("sheet-told"), ""));
}

/** The list, those of the chosen service first. */
export async function openSheets() {
  if (at("sheets").open) return;
  asked = null;
  at("sheet-sought").value = "";
  at("sheet-list").replaceChildren();
  at("sheets").showModal();
  at("sheet-sought").focus();
  const answer = await fetch(`/kiosk/sheets?${query()}`, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) })
    .then((found) => (found.ok ? found.json() : null))
    .catch(() => null);
  sheets = answer?.sheets ?? [];
  const own = at("take").querySelector("[name=service]:checked")?.value;
  sheets.sort((one, other) => (other.service === own) - (one.service === own));
  draw();
  if (!answer) put(at("sheet-told"), say("sheet_lost"));
}

/** How the last one does, by the room's newest facts. */
export function drawSheet(newest) {
  facts = newest;
  tell();
}

function draw() {
  const typed = at("sheet-sought").value;
  const named = sheets.map((each) => ({ ...each, words: `${each.title} ${service(each.service)?.name ?? ""}` }));
  const found = plain(typed) ? find(named, typed) : sheets;
  at("sheet-list").replaceChildren(...found.map(choice));
  if (!found.length) put(at("sheet-told"), say(sheets.length ? "sheet_none" : "sheet_no_files"));
  else tell();
}

function choice({ id, title, lang, service: its }) {
  const made = button(title, service(its)?.name ?? "");
  made.querySelector(".in > span").firstChild.replaceWith(Object.assign(element("span", "", title), { lang }));
  made.disabled = !page.setUp.prints;
  made.addEventListener("click", () => print(id, title));
  return made;
}

async function print(id, title) {
  if (asked && !asked.print && !asked.refused) return;
  const mine = (asked = { title });
  tell();
  const language = at("take").querySelector("[name=language]:checked").value;
  const wish = { procedure: id, language, key: key() };
  const url = `/kiosk/guide/sheets?${query()}`;
  let answer = await post(url, wish, { timeout: PATIENCE });
  if (!answer.status) answer = await post(url, wish, { timeout: PATIENCE });
  if (answer.body.print) mine.print = answer.body.print;
  else mine.refused = answer.body.message ?? say("sheet_lost");
  tell();
}

function tell() {
  if (!page.setUp.prints) put(at("sheet-told"), say("sheet_no_printer"));
  if (asked) put(at("sheet-told"), `${asked.refused ?? how(asked.print)} · ${asked.title}`);
}

function how(print) {
  const { state, trouble } = facts?.jobs?.[print?.job] ?? print ?? { state: "queued" };
  if (state === "printed") return say("sheet_printed");
  if (trouble) return say(`trouble_${trouble}`);
  if (["queued", "printing"].includes(state)) return say("sheet_printing");
  return say(state === "unsure" ? "sheet_unsure" : "sheet_failed");
}

/* Enter in the line prints the first one. */
function walk(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  const all = [at("sheet-sought"), ...at("sheet-list").querySelectorAll("button:enabled")];
  const place = all.indexOf(document.activeElement);
  if (steps[event.key]) all[Math.min(Math.max(0, place + steps[event.key]), all.length - 1)].focus();
  else if (event.key === "Enter" && !event.repeat && place === 0 && all[1]) all[1].click();
  else if (!(event.key === "Enter" && event.repeat)) return;
  event.preventDefault();
}

function query() {
  const language = at("take").querySelector("[name=language]:checked").value;
  return new URLSearchParams({ id: page.setUp.kiosk, lang: language });
}
