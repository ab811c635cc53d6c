/* The sheet of a procedure, for whoever has a number and for whoever only asks what to bring. */
import { key, post } from "/static/live.js";
import { element } from "./element.js";
import { at, page, put, say } from "./page.js";
import { isUnderWay, job as slip, trouble } from "./paper.js";
import { find, plain } from "./search.js";

const PATIENCE = 6000;
/* How long a refusal that passes stands on the key. */
const SOON = 10_000;
const KEYS = { number: "sheet", search: "sheets" };
const REFUSED = { sheets_soon: "sheet_soon", sheet_under_way: "sheet_soon", sheets_used: "sheet_used" };
const MOST = 6;
/* A title that the key itself has room for. */
const SHORT = 32;
let asking = false;
let list = [];
let from = 0;

/** What presses of its keys do. */
export const sheetDeeds = (state) => ({
  sheet() {
    list = offered(state);
    if (only(state, list)) return send(state, list[0]);
    from = 0;
    fill();
    at("leaflets").showModal();
    fit();
  },

  "more-sheets"() {
    from += at("leaflet-choices").childElementCount;
    if (from >= list.length) from = 0;
    fill();
    fit();
    at("leaflet-choices").firstElementChild.focus();
  },

  "no-sheet": () => at("leaflets").close(),

  "print-sheet"(choice) {
    at("leaflets").close();
    return send(state, list.find(({ id }) => id === choice.dataset.sheet));
  },
});

export function drawSheets(state) {
  if (state.sheets === null && KEYS[state.screen] && page.setUp.prints) learn(state);
  const box = at(KEYS[state.screen]);
  if (!box) return;
  box.hidden = !offered(state).length && !state.sheet;
  const told = how(state);
  box.disabled = !state.up || Boolean(state.facts.printer) || (state.sheet && isUnderWay(job(state)));
  name(box.querySelector(".why"), told, only(state, offered(state)));
  if (state.sheet && told && state.sheet.told !== told) {
    state.sheet.told = told;
    at("said").textContent = told;
  }
}

/* The one sheet that the key can name, and print without asking. */
function only({ screen }, sheets) {
  const [first, second] = sheets;
  return screen === "number" && first && !second && first.title.length <= SHORT ? first : null;
}

function name(line, told, sheet) {
  put(line, told || (sheet ? sheet.title : say("sheet_what")));
  line.lang = told || !sheet ? document.documentElement.lang : sheet.lang;
}

/* The number's own service; or what was typed, by its title and then by the services found. */
function offered({ screen, sheets, given }) {
  if (!sheets || !page.setUp.prints) return [];
  if (screen === "number") return sheets.filter(({ service }) => service === given?.service);
  const typed = at("sought").value;
  if (!plain(typed)) return sheets;
  const titled = find(sheets.map((each) => ({ ...each, words: each.title })), typed);
  const services = new Set(find(page.setUp.sought, typed).map(({ service }) => service));
  const near = new Set(titled.map(({ id }) => id));
  const others = sheets.filter(({ id, service }) => !near.has(id) && services.has(service));
  return [...titled, ...others];
}

/* The number comes first: what there is besides is asked for when it is on the screen already. */
async function learn(state) {
  if (asking) return;
  asking = true;
  const signal = AbortSignal.timeout(PATIENCE);
  const body = await fetch(`/kiosk/sheets?${query()}`, { cache: "no-store", signal })
    .then((answer) => (answer.ok ? answer.json() : {}))
    .catch(() => ({}));
  asking = false;
  state.sheets ??= body.sheets ?? [];
  document.dispatchEvent(new Event("input"));
}

async function send(state, { id }) {
  if (state.sheet && !state.sheet.print && !state.sheet.refused) return;
  const sheet = (state.sheet = {});
  const wish = { procedure: id, language: page.setUp.tongue, key: key() };
  if (state.given) wish.token = state.given.ticket.token;
  document.dispatchEvent(new Event("input"));
  let answer = await post(`/kiosk/sheets?${query()}`, wish, { timeout: PATIENCE });
  if (!answer.status) answer = await post(`/kiosk/sheets?${query()}`, wish, { timeout: PATIENCE });
  if (answer.body.print) sheet.print = answer.body.print;
  else refuse(state, sheet, REFUSED[answer.body.error]);
}

function refuse(state, sheet, why) {
  sheet.refused = say(why ?? "sheet_failed");
  if (why !== "sheet_soon") return;
  setTimeout(() => {
    if (state.sheet === sheet) state.sheet = null;
    document.dispatchEvent(new Event("input"));
  }, SOON);
}

const query = () => new URLSearchParams({ id: page.setUp.kiosk, lang: page.setUp.tongue });

/* The job as far as it is known; one that is being asked for is as good as queued. */
const job = ({ sheet, facts }) => (sheet.refused ? {} : (facts.jobs?.[sheet.print?.job] ?? sheet.print ?? { state: "queued" }));

/* In the words of the slip: what the printer does, or why there is no sheet. */
function how(state) {
  const { up, sheet, facts } = state;
  if (!up) return say("gone_short");
  if (sheet?.refused) return sheet.refused;
  const print = sheet && job(state);
  if (print?.trouble && isUnderWay(print)) return trouble(print.trouble);
  if (print && isUnderWay(print)) return say("sheet_printing");
  if (facts.printer) return state.given && slip(state).trouble ? say("reprint_waits") : trouble(facts.printer);
  return print ? say({ printed: "sheet_printed", unsure: "sheet_unsure" }[print.state] ?? "sheet_failed") : "";
}

/* The next few; before the question opens, so that the first one has the focus. */
function fill() {
  at("leaflet-choices").replaceChildren(...list.slice(from, from + MOST).map(choice));
  at("more-sheets").hidden = list.length <= MOST;
}

/* As many of them as there is room for. In "Hạ thấp" no key is above the middle
   of a standing screen, nor in the upper third of a lying one. */
function fit() {
  const box = at("leaflet-choices");
  while (box.childElementCount > 1 && tooHigh()) {
    box.lastElementChild.remove();
    at("more-sheets").hidden = false;
  }
}

function tooHigh() {
  const { scrollHeight, clientHeight } = at("leaflets");
  if (scrollHeight > clientHeight + 1) return true;
  const highest = innerHeight * (innerHeight > innerWidth ? 1 / 2 : 1 / 3);
  return document.documentElement.classList.contains("low") && at("leaflet-choices").getBoundingClientRect().top < highest;
}

function choice({ id, title, lang }) {
  const button = element("button", "btn");
  button.type = "button";
  Object.assign(button.dataset, { do: "print-sheet", sheet: id });
  const inner = element("span", "in");
  const words = element("span", "", title);
  words.lang = lang;
  inner.append(words);
  button.append(inner);
  return button;
}
