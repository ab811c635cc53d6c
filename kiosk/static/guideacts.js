/* What a guide does for somebody who comes back: in line again, another priority, no number. */
import { post } from "/static/live.js";
import { element } from "./element.js";
import { question } from "./guideask.js";
import { act, isLost } from "./guidesend.js";
import { button, named, page, put, say } from "./guidewords.js";

const FRESH = 2000;
const THINGS = { return: "returns", reclassify: "priorities", cancel: "cancels" };

// The one row that shows its keys: {own, panel, keys, more}.
let opened = null;
let busy = false;

/** The key that shows the others below its row. */
export function dots(own) {
  own.dots = button("", "", "dots");
  const sign = element("span", "", "…");
  sign.setAttribute("aria-hidden", "true");
  own.dots.querySelector(".in").replaceChildren(sign, element("span", "sr", say("acts", own.ticket)));
  own.dots.setAttribute("aria-expanded", "false");
  own.dots.addEventListener("click", () => (opened?.own === own ? shut() : open(own)));
  return own.dots;
}

/** Puts the keys away; false when none are shown. The keyboard goes back to the row. */
export function shut() {
  if (!opened) return false;
  const { own, panel } = opened;
  opened = null;
  panel.remove();
  own.dots.setAttribute("aria-expanded", "false");
  own.dots.focus();
  return own.line.isConnected;
}

/* The hall went on since the number was found: it is looked for once more. */
async function open(own) {
  if (busy) return;
  shut();
  tell(own, "");
  busy = true;
  await renew(own);
  busy = false;
  if (!own.line.isConnected) return;
  const panel = element("div", "acts");
  const keys = element("div", "keys");
  panel.append(keys);
  own.told.before(panel);
  opened = { own, panel, keys };
  own.dots.setAttribute("aria-expanded", "true");
  drawKeys();
  keys.querySelector("button:not([disabled])")?.focus();
  own.line.scrollIntoView({ block: "nearest" });
}

async function renew(own) {
  const { id, label } = own.ticket;
  const { body } = await post("/kiosk/finds", { text: label }, { timeout: FRESH });
  own.ticket = body.tickets?.find((each) => each.id === id) ?? own.ticket;
  own.draw();
}

function drawKeys() {
  const { own, keys } = opened;
  keys.replaceChildren(
    ...Object.keys(THINGS).map((move) => {
      const may = own.ticket.may.includes(move);
      const made = button(say(`act_${move}`), why(own.ticket, move, may));
      made.disabled = !may;
      made.dataset.act = move;
      made.addEventListener("click", () => press(move));
      return made;
    }),
  );
}

function why(ticket, move, may) {
  if (may) return move === "return" ? returnsLeft(ticket) : "";
  return ticket.final ? say("why_final") : say(`why_${move}`);
}

function returnsLeft({ returns }) {
  const left = page.setUp.returns - returns;
  return left > 0 ? say("returns_left", { n: left }) : say("returns_none");
}

function press(move) {
  if (busy) return;
  const { own, panel, keys } = opened;
  const asked = question(move, own.ticket);
  if (!asked) return send(move, {});
  panel.querySelector("form")?.remove();
  for (const key of keys.children) key.classList.toggle("chosen", key.dataset.act === move);
  const form = asked((answers) => send(move, answers), (missing) => tell(own, missing));
  panel.append(form);
  tell(own, "");
  form.addEventListener("change", () => form.scrollIntoView({ block: "nearest" }));
  form.querySelector("input:checked, input").focus();
  form.scrollIntoView({ block: "nearest" });
}

async function send(move, answers) {
  if (busy) return;
  const { own } = opened;
  busy = true;
  tell(own, say("act_sending"));
  const { status, body } = await act(THINGS[move], { ticket: own.ticket.id, ...answers });
  busy = false;
  if (isLost(status)) {
    tell(own, say("act_lost"));
  } else if (status === 200 || status === 201) {
    const before = own.ticket;
    own.ticket = body.ticket;
    own.draw();
    if (opened?.own === own) shut();
    tell(own, done(move, before, own.ticket));
  } else {
    await refused(own, move, body.message ?? say("act_lost"));
  }
}

/* It may have moved meanwhile: then the keys are others, and nothing more is asked. */
async function refused(own, move, sentence) {
  await renew(own);
  tell(own, sentence);
  if (opened?.own !== own || own.ticket.may.includes(move)) return;
  opened.panel.querySelector("form")?.remove();
  drawKeys();
  own.dots.focus();
}

function done(move, before, now) {
  if (move === "cancel") return say("done_cancel", now);
  if (move === "return") return now.ahead ? say("done_return", { n: now.ahead }) : say("done_next");
  const name = named(page.setUp.priorities, now.priority);
  if (!now.priority) return say("done_withdrawn");
  return say(before.priority === now.priority ? "done_confirmed" : "done_priority", { name });
}

function tell(own, sentence) {
  put(own.told, sentence);
  own.told.scrollIntoView({ block: "nearest" });
}
