/* Looking for a service by what one comes for: no tones, no capitals, any beginnings of words. */
import { element } from "./element.js";
import { at, page, say } from "./page.js";
import { compose } from "./telex.js";
import { isClosed, why } from "./tiles.js";

const MOST = 8;
let drawn = "";

/** The words in small letters without their signs: "Khai sinh" and "KHAI SINH" are "khai sinh". */
export function plain(words) {
  const bare = words.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replaceAll("đ", "d");
  return bare.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** Those of [{service, words}] that have a word for each word of `typed`, the nearest first. */
export function find(entries, typed) {
  const raw = typed.trim();
  const found = among(entries, plain(raw));
  return found.length ? found : among(entries, plain(raw.split(" ").map((word) => compose(word, "telex")).join(" ")));
}

function among(entries, wanted) {
  const parts = wanted.split(" ");
  if (!wanted) return [];
  return entries
    .map((each) => ({ ...each, rank: rank(plain(each.words), wanted, parts) }))
    .filter((each) => each.rank >= 0)
    .sort((one, other) => one.rank - other.rank);
}

/* Before anything is typed: the first example of each service. */
function usual(entries) {
  const second = (each, index) => entries[index - 1]?.service === each.service && entries[index - 2]?.service !== each.service;
  return entries.filter(second);
}

/* 0: it begins so; 1: it has these words in a row; 2: it has them anywhere; -1: it has not. */
function rank(words, wanted, parts) {
  if (words.startsWith(wanted)) return 0;
  if (` ${words}`.includes(` ${wanted}`)) return 1;
  const own = words.split(" ");
  return parts.every((part) => own.some((word) => word.startsWith(part))) ? 2 : -1;
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
