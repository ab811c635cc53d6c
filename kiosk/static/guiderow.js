/* One number that was found: what is known of it, its slip once more, and what else may be done. */
import { post } from "/static/live.js";
import { num } from "/static/num.js";
import { hhmm } from "/static/time.js";
import { element } from "./element.js";
import { dots } from "./guideacts.js";
import { besides, button, named, page, put, say, service, slip } from "./guidewords.js";

const PATIENCE = 6000;

const rows = new Map();
const jobs = new Map();
let facts = null;

/** Rows for these tickets, instead of the ones before. */
export function rowsOf(tickets) {
  rows.clear();
  return tickets.map((ticket) => {
    const own = {
      ticket,
      line: element("li", "row"),
      about: element("div", "about"),
      again: button(say("reprint")),
      told: element("p", "told"),
      draw: () => draw(own),
    };
    own.told.setAttribute("role", "status");
    own.again.addEventListener("click", () => reprint(own));
    own.line.append(num(ticket.label), own.about, own.again, dots(own), own.told);
    rows.set(ticket.id, own);
    draw(own);
    return own.line;
  });
}

/** Nobody is remembered. */
export function forgetRows() {
  rows.clear();
  jobs.clear();
}

/** The slips that were asked for again, as the room tells of them. */
export function drawSlips(newest) {
  facts = newest;
  rows.forEach(drawSlip);
}

function draw(own) {
  const { ticket } = own;
  const more = [service(ticket.service)?.short, say("taken", { time: hhmm(ticket.taken_at) })];
  own.about.replaceChildren(
    element("b", "", ticket.name ?? say("no_name")),
    element("span", "", more.filter(Boolean).join(" · ")),
    element("span", "state", say(`state_${ticket.state}`, ticket)),
    element("span", "", priority(ticket)),
    element("span", "", besides(ticket)),
  );
  own.again.disabled = ticket.final || !page.setUp.prints;
  const why = ticket.final ? say("reprint_final") : page.setUp.prints ? "" : say("no_printer");
  put(own.again.querySelector(".why"), why);
  drawSlip(own);
}

function priority(ticket) {
  const name = named(page.setUp.priorities, ticket.priority);
  const how = ticket.priority_confirmed ? "priority_confirmed" : "priority_unconfirmed";
  return name ? say(how, { name }) : "";
}

async function reprint(own) {
  const { id } = own.ticket;
  own.again.disabled = true;
  const url = `/kiosk/guide/reprints?id=${encodeURIComponent(page.setUp.kiosk)}`;
  const { status, body } = await post(url, { ticket: id }, { timeout: PATIENCE });
  const under = ["queued", "printing"].includes(body.state) ? say("reprint_waits") : body.message;
  jobs.set(id, status === 201 ? body.print : { refused: under ?? say("reprint_no") });
  draw(own);
}

function drawSlip(own) {
  const print = jobs.get(own.ticket.id);
  if (!print || own.ticket.final) return;
  const told = print.refused ?? slip(facts?.jobs?.[print.job] ?? print);
  put(own.again.querySelector(".why"), told);
}
