/* What the screen says of the slip: come and take it, the printer's trouble, or a question. */
import { at, page, put, say } from "./page.js";

const ASK_FOR = 20_000;
const TROUBLES = ["paper", "cover", "offline"];
const BUSY = ["queued", "printing"];
export const isUnderWay = ({ state }) => BUSY.includes(state);
const asked = new Map();

/** The print job as far as it is known; the room's facts are newer than the answer. */
export function job({ given, facts }) {
  return facts.jobs?.[given.print.job] ?? given.print;
}

export function drawPaper(state) {
  const print = job(state);
  const [kind, bold, sentence] = message(print);
  for (const part of ["band", "banner", "ask"]) {
    const box = document.querySelector(`[data-paper="${part}"]`);
    box.hidden = part !== kind;
    if (part !== kind) continue;
    put(box.querySelector("b"), bold);
    if (sentence) put(box.querySelector("p > span"), sentence);
  }
  drawReprint(print, state);
}

/* [which of the three boxes, bold line, sentence] */
function message(print) {
  if (print.state === "printed") return ["band", say("printed")];
  if (isUnderWay(print)) {
    return print.trouble ? ["banner", trouble(print.trouble), say("keep")] : ["band", say("printing")];
  }
  if (print.state === "off") return ["banner", say("no_printer"), say("keep")];
  if (print.state !== "unsure") return ["banner", say("not_printed"), say("keep")];
  if (stillAsked(print.job)) return ["ask", say("ask_slip"), say("ask_slip_why")];
  return ["banner", say("unsure"), say("keep")];
}

/** Why the printer stands still. */
export function trouble(kind) {
  return say(TROUBLES.includes(kind) ? `trouble_${kind}` : "trouble");
}

function stillAsked(id) {
  if (!asked.has(id)) asked.set(id, performance.now());
  return performance.now() - asked.get(id) < ASK_FOR;
}

function drawReprint(print, { up, busy }) {
  const waits = isUnderWay(print);
  const why = at("reprint").querySelector(".why");
  at("reprint").hidden = print.state === "off" || !page.setUp.prints;
  at("reprint").disabled = !up || busy || waits;
  why.hidden = up && !waits;
  put(why, say(up ? "reprint_waits" : "gone_short"));
}
