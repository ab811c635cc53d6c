/* Looking for a service by what one comes for: no tones, no capitals, any beginnings of words. */
import { element } from "./element.js";
import { at, page, say } from "./page.js";
import { compose } from "./telex.js";
import { isClosed, why } from "./tiles.js";

const MOST = 8;
const NONE = 4;
let drawn = "";

/** The words in small letters without their signs: "Khai sinh" and "KHAI SINH" are "khai sinh". */
export function plain(words) {
  const bare = words.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replaceAll("đ", "d");
  return bare.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** Those of [{service, words}] that come near what is `typed`, the nearest first: rare words of it
    weigh more, those that are in most entries or in none weigh nothing. */
export function find(entries, typed) {
  const known = entries.map((each) => ({ ...each, text: ` ${plain(each.words)}` }));
  const count = (part) => known.filter(({ text }) => text.includes(` ${part}`)).length;
  const parts = [...new Set(typed.split(" ").map((word) => meant(word, count)))].filter((part) => part && count(part));
  const weights = parts.map((part) => (count(part) * 2 > known.length ? 0 : Math.log(known.length / count(part))));
  const near = known.map((each) => ({ ...each, ...nearness(each.text, parts, weights) })).filter(({ rank }) => rank < NONE);
  const most = Math.max(...near.map(({ weight }) => weight));
  return near.filter(({ weight }) => weight >= most / 2).sort((one, other) => one.rank - other.rank || other.share - one.share);
}

/* A word as it is written, or else the one that Telex makes of it. */
function meant(word, count) {
  const bare = plain(word);
  return count(bare) ? bare : plain(compose(word, "telex"));
}

/* Before anything is typed: the first example of each service. */
function usual(entries) {
  const second = (each, index) => entries[index - 1]?.service === each.service && entries[index - 2]?.service !== each.service;
  return entries.filter(second);
}

/* rank 0: it begins so; 1: it has these words in a row; 2: it has them anywhere; 3: it has some;
   share: what it has of them, against its own length. */
function nearness(text, parts, weights) {
  const has = parts.map((part) => text.includes(` ${part}`));
  const weight = weights.reduce((sum, each, index) => sum + (has[index] ? each : 0), 0);
  const at = text.indexOf(` ${parts.join(" ")}`);
  const rank = !has.includes(true) ? NONE : at === 0 ? 0 : at > 0 ? 1 : has.includes(false) ? 3 : 2;
  return { rank, weight, share: weight / Math.sqrt(text.split(" ").length - 1) };
}

/** What was found, as many as there is room for. */
export function drawFound({ screen, facts, up }) {
  const typed = screen === "search" ? at("sought").value : "";
  const { className, lang } = document.documentElement;
  const now = JSON.stringify([screen, typed, up, facts.services, className, lang, innerWidth]);
  if (now === drawn) return;
  drawn = now;
  const offered = page.setUp.sought.filter(({ service }) => facts.services.some(({ id }) => id === service));
  const found = plain(typed) ? find(offered, typed) : usual(offered);
  const list = at("found");
  list.replaceChildren(...found.slice(0, MOST).map((each) => hit(each, facts, up)));
  if (screen === "search") fit(list);
  at("found-told").textContent = told(plain(typed), found.length, found.length - list.childElementCount);
}

function fit(list) {
  const tooMany = () => list.scrollHeight > list.clientHeight + 1 || tooHigh(list);
  while (list.childElementCount > 1 && tooMany()) list.lastElementChild.remove();
}

/* "Hạ thấp": the lower half of a standing screen, the lower two thirds of a lying one. */
function tooHigh(list) {
  const highest = innerHeight * (innerHeight > innerWidth ? 1 / 2 : 1 / 3);
  return document.documentElement.classList.contains("low") && list.firstElementChild.getBoundingClientRect().top < highest;
}

function told(typed, found, more) {
  if (!typed) return say("seek");
  if (!found) return say("not_found");
  return more ? say("found_more", { n: more }) : say("found");
}

function hit({ service, words }, { services }, up) {
  const known = page.setUp.services[service];
  const fact = services.find(({ id }) => id === service);
  const button = element("button", "btn hit");
  button.type = "button";
  button.dataset.do = "service";
  button.dataset.service = service;
  button.disabled = !up || isClosed(fact);
  const inner = element("span", "in");
  const lines = element("span", "lines");
  const small = [words === known.name ? "" : known.name, why(fact) || say("waiting", { n: fact.waiting })];
  const letter = element("span", "letter", known.letter);
  letter.setAttribute("aria-hidden", "true");
  lines.append(element("b", "", words), element("small", "", small.filter(Boolean).join(" · ")));
  inner.append(letter, lines);
  button.append(inner);
  return button;
}
