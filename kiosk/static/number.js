/* The number just given: how large, who is before it, its paper, its QR. */
import { num } from "/static/num.js";
import { at, page, say } from "./page.js";
import { drawPaper } from "./paper.js";
import { code } from "./take.js";

const SVG = "http://www.w3.org/2000/svg";
const asking = new WeakSet();
let shownNow = null;

export function drawNumber(state) {
  const given = state.given;
  if (!given) return forget();
  const { label, ahead, wait_minutes: minutes } = given.ticket;
  const shown = num(label);
  shown.classList.toggle("four", label.length > 4);
  at("label").replaceChildren(shown);
  at("for").textContent = page.setUp.services[given.service]?.name ?? "";
  at("about").textContent = given.notice?.sentence ?? "";
  at("about").hidden = !given.notice;
  fact("ahead", people(ahead), false);
  fact("wait", ...wait(minutes, state.facts.services.find(({ id }) => id === given.service)));
  fact("counters", counters(given.counters), false);
  at("counters").parentElement.classList.toggle("many", given.counters.length > 6);
  shownNow = given;
  drawQr(given);
  drawPaper(state);
}

/* Nothing of the last number stays on the hidden screen. */
function forget() {
  if (!shownNow) return;
  shownNow = null;
  for (const id of ["label", "for", "about", "ahead", "wait", "counters", "qr"]) at(id).replaceChildren();
}

/** What a screen reader hears when the number appears. */
export function told({ ticket: { label, ahead }, notice }) {
  return [say("told", { label, people: people(ahead) }), notice?.sentence].filter(Boolean).join(" ");
}

function fact(id, words, small) {
  at(id).textContent = words;
  at(id).classList.toggle("words", small);
}

function people(n) {
  if (n === null || n === undefined) return "–";
  if (n === 0) return say("nobody");
  return n === 1 ? say("person") : say("people", { n });
}

function wait(minutes, service) {
  if (minutes) return [say("minutes", { a: minutes[0], b: minutes[1] }), false];
  const opens = service?.opens ? `, ${say("opens", { time: service.opens })}` : "";
  return [say("not_open") + opens, true];
}

function counters(ids) {
  if (!ids.length) return say("see_board");
  const last = ids[ids.length - 1];
  return ids.length < 2 ? String(last) : say("or", { list: ids.slice(0, -1).join(", "), last });
}

/* The number comes first: its code is asked for when it is on the screen already. */
async function drawQr(given) {
  if (!given.qr) at("qr").replaceChildren();
  if (!given.qr && !asking.has(given)) {
    asking.add(given);
    const { status, body } = await code(given.ticket.token);
    asking.delete(given);
    if (status < 300) given.qr = body.qr;
  }
  if (!given.qr || given !== shownNow) return;
  const { size, path } = given.qr;
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("d", path);
  shape.setAttribute("fill", "#14202f");
  at("qr").setAttribute("viewBox", `0 0 ${size} ${size}`);
  at("qr").setAttribute("shape-rendering", "crispEdges");
  at("qr").replaceChildren(shape);
}
