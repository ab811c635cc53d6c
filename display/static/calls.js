/* The left of the display: the number now called, two before it, four recent; and the burst. */
import { date, hhmm, now } from "/static/time.js";
import { num } from "/static/num.js";
import { draw, el, icon, say, words } from "/display/static/parts.js";

const VOICES = { spoken: "check", speaking: "speaker", waiting: "clock" };
const STILL_NEW = 60000;
/** Letters: a name of more stands in more than one line. */
const LONGEST = 34;

/**
 * @param {ParentNode} root
 * @param {object} view from shown.js, mode "calm"
 * @param {?object} board the snapshot
 */
export function drawCalm(root, view, board) {
  const voice = (call) => (call && board ? board.voice[call.seq] : null);
  drawNewest(root.querySelector(".newest"), view.newest, voice(view.newest), board);
  const speaking = (call) => voice(call) === "speaking";
  const before = view.before.map((call) => [call.label, call.counter, speaking(call)]);
  const cards = root.querySelector(".before");
  draw(cards, before, () => before.map(beforeCard));
  cards.classList.toggle("vacant", !before.length);
  drawRecent(root.querySelector(".recent"), view.recent);
}

/** Where nobody was called before, nothing is promised.
 * @param {?Element} strip below its heading
 * @param {object[]} calls at most four */
export function drawRecent(strip, calls) {
  if (!strip) return;
  const recent = calls.map((call) => [call.label, call.counter, hhmm(call.at)]);
  draw(strip, recent, () => recent.map(recentCard));
  for (const part of [strip.previousElementSibling, strip])
    part.classList.toggle("vacant", !recent.length);
}

function drawNewest(box, call, voice, board) {
  if (!call) {
    const said = quiet(board);
    draw(box, said, () => [el("div", "who", ...said.map((line) => el("p", "", line)))]);
    box.className = "newest quiet";
    return;
  }
  const fresh = call.state === "called" || now() - call.at < STILL_NEW;
  const facts = [call.seq, call.label, call.counter, call.calls, call.name, fresh, voice];
  const another = box.dataset.call !== undefined && box.dataset.call !== String(call.seq);
  const made = draw(box, facts, () => newestParts(call, fresh, voice));
  if (!made) return;
  const wide = call.label.length > 4 ? " wide" : "";
  box.className = "newest" + size(call) + wide + (another ? " new" : "");
  box.dataset.call = call.seq;
}

/* Five cells, or a counter of two digits, leave no room for the largest size. */
function size(call) {
  const wide = call.label.length > 4;
  const two = String(call.counter).length > 1;
  if (wide && two) return " smallest";
  return wide || two ? " smaller" : "";
}

function newestParts(call, fresh, voice) {
  const heading = fresh
    ? say(call.calls > 1 ? "call_again" : "call", { n: call.calls })
    : say("called", { time: hhmm(call.at) });
  const speaking = voice === "speaking";
  return [
    el("div", "who", el("h2", "", heading), num(call.label), nameLine(call.name)),
    el(
      "div",
      "where",
      el("h2", "", words.to),
      num(call.counter),
      el("p", "voice", ...(speaking ? [icon("speaker"), words.speaking] : [])),
    ),
  ];
}

function nameLine(name) {
  const length = name ? name.length : 0;
  const long = length > LONGEST ? " longest" : length > 22 ? " long" : "";
  return el("p", "name" + long, name || "");
}

/* No number to show: why not, and when there will be one. */
function quiet(board) {
  if (!board) return [words.stale];
  if (board.open) return [words.none_yet];
  if (!board.opens_at) return [words.closed];
  const opens = say("opens", { time: hhmm(board.opens_at) });
  const day = date(board.opens_at);
  return [words.closed, opens].concat(day === date(now()) ? [] : [day]);
}

function to(counter, speaking) {
  return el(
    "span",
    "to",
    icon(speaking ? "speaker" : "arrow"),
    el("span", "", words.counter),
    num(counter),
  );
}

function beforeCard([label, counter, speaking]) {
  const wide = { 6: " wide", 7: " widest" }[label.length + String(counter).length] || "";
  return el("div", "card" + wide, num(label), to(counter, speaking));
}

function recentCard([label, counter, time]) {
  const wide = label.length > 4 ? "wide" : "";
  return el("div", wide, num(label), el("p", "", `${words.counter} ${counter} · ${time}`));
}

/** @param {ParentNode} main @param {object} view from shown.js, mode "burst" */
export function drawBurst(main, view, board) {
  const title = view.others ? say("burst_more", { n: view.others }) : words.come;
  const many = view.cards.length;
  const heading = many > 1 ? say("burst", { n: many }) : words.burst_one;
  draw(main.querySelector("h1 span"), heading, () => [heading]);
  draw(main.querySelector("h1 small"), title, () => [title]);
  const cards = view.cards.map((call) => ({
    label: call.label,
    counter: call.counter,
    name: call.name,
    voice: board.voice[call.seq] || null,
  }));
  draw(main.querySelector(".cards"), cards, () => cards.map(burstCard));
  main.classList.toggle("nameless", !cards.some((card) => card.name));
}

function burstCard({ label, counter, name, voice }) {
  const state = VOICES[voice]
    ? [icon(VOICES[voice]), words["voice_" + voice]]
    : [];
  const wide = label.length > 4 ? " wide" : "";
  const two = String(counter).length > 1 ? " two" : "";
  const crowded = name && name.length > LONGEST ? " crowded" : "";
  return el(
    "div",
    "card" + wide + two + crowded + (voice === "speaking" ? " speaking" : ""),
    el("div", "who", num(label), nameLine(name)),
    el("div", "where", to(counter, false), el("p", "voice", ...state)),
  );
}
