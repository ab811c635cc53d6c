/* The number just given: how large, who is before it, its paper, its QR. */
import { num } from "/static/num.js";
import { at, page, put, say } from "./page.js";
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
  put(at("about"), about(given));
  at("about").hidden = !about(given);
  put(at("ahead"), people(ahead));
  put(at("wait"), minutes ? say("minutes", { a: minutes[0], b: minutes[1] }) : say("unknown"));
  put(at("wait-why"), minutes ? "" : notOpen(state.facts.services.find(({ id }) => id === given.service)));
  at("wait-why").hidden = Boolean(minutes);
  put(at("counters"), counters(given.counters));
  at("counters").parentElement.classList.toggle("many", given.counters.length > 6);
  shownNow = given;
  drawQr(given);
  drawPaper(state);
}

/* Nothing of the last number stays on the hidden screen. */
function forget() {
  if (!shownNow) return;
  shownNow = null;
  for (const id of ["label", "for", "about", "ahead", "wait", "wait-why", "counters", "qr"]) at(id).replaceChildren();
}

/** What a screen reader hears when the number appears. */
export function told(given) {
  const { label, ahead } = given.ticket;
  return `${say("told", { label, people: people(ahead) })} ${about(given)}`.trim();
}

/* What was claimed and is still to be confirmed, and what became of an appointment. */
function about({ ticket: { priority, priority_confirmed: confirmed }, notice }) {
  const name = !confirmed && page.setUp.priorities[priority];
  return [name && say("priority_given", { name }), notice?.sentence].filter(Boolean).join(" ");
}

function people(n) {
  if (n === null || n === undefined) return "–";
  if (n === 0) return say("nobody");
  return n === 1 ? say("person") : say("people", { n });
}

function notOpen(service) {
  return service?.opens ? say("opens", { time: service.opens }) : say("not_open");
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
