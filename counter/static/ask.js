// A panel that asks before a key acts: groups of choices by digit, a line of text, Enter and Esc.

import { h, part, set } from "./h.js";
import { group, line, tick } from "./fields.js";
import { say } from "./words.js";

let open = null;
let elsewhere = () => {};

/** Of a page without the panel: `tell` says where it is asked. */
export function asksElsewhere(tell) {
  elsewhere = tell;
}

/** Is a panel open? It then has the keyboard. */
export const asking = () => open !== null;

/**
 * Opens a panel in the place of the queue. `ask`: {title, about, fields, confirm, submit(answers)}
 * where `submit` resolves to null (close), a sentence (stay and say it) or an element (show it).
 */
export function ask(question) {
  close();
  const panel = part("ask");
  if (!panel) {
    elsewhere();
    return;
  }
  const fields = question.fields.map((field, place) =>
    FIELDS[field.kind ?? "group"](field, () => advance(place)),
  );
  const sure = h(
    "button.btn.sure",
    { type: "submit" },
    h("span.in", {}, h("span", {}, question.confirm), h("kbd", {}, "Enter")),
  );
  const back = h(
    "button.btn.back",
    { type: "button", onclick: () => close() },
    h("span.in", {}, h("span", {}, say("ask_back")), h("kbd", {}, "Esc")),
  );
  const told = h("p.told", { role: "status", "aria-live": "polite" });
  const form = h(
    "form",
    { novalidate: "", onsubmit: (event) => submit(event) },
    h("h2", { id: "ask-title" }, question.title),
    question.about ? h("p.about", {}, question.about) : null,
    h("div.fields", {}, ...fields.map((field) => field.element)),
    told,
    h("div.ends", {}, back, sure),
  );
  open = { question, fields, told, form, sure, sending: false };
  panel.replaceChildren(form);
  panel.hidden = false;
  document.body.classList.add("asking");
  (fields[0] ?? { focus: () => sure.focus() }).focus();
}

/** Closes the panel, if one is open; the keyboard is the desk's again. */
export function close() {
  if (!open) return;
  open = null;
  part("ask").hidden = true;
  part("ask").replaceChildren();
  document.body.classList.remove("asking");
}

/** The panel's keys. True: the key was the panel's. */
export function keyInPanel(event) {
  if (event.key === "Escape") {
    close();
    return true;
  }
  if (event.key === "Enter" && !event.target.closest("button.back")) {
    if (!event.repeat && !event.isComposing) submit(event);
    else event.preventDefault();
    return !event.isComposing;
  }
  if (event.key === "Tab") return trapped(event);
  if (!/^[0-9]$/.test(event.key) || event.target.matches("input[type=text]")) return false;
  const here =
    open.fields.find((field) => field.element.contains(document.activeElement)) ?? open.fields[0];
  return Boolean(here?.digit?.(event.key));
}

const FIELDS = { group, line, tick };

/** A choice made, the next field shown has the keyboard; after the last, the sure key. */
function advance(place) {
  const next = open.fields.slice(place + 1).find((field) => !field.element.hidden);
  (next ?? { focus: () => open.sure.focus() }).focus();
}

async function submit(event) {
  event.preventDefault();
  const here = open;
  if (!here || here.sending) return;
  const wanting = here.fields.find((field) => field.wanting());
  if (wanting) {
    set(here.told, say("ask_missing", { what: wanting.legend.toLowerCase() }));
    wanting.focus();
    return;
  }
  const answers = Object.fromEntries(here.fields.map((field) => [field.name, field.value()]));
  here.sending = true;
  const result = await here.question.submit(answers);
  here.sending = false;
  if (open !== here) return;
  if (result === null) close();
  else if (typeof result === "string") refused(here, result);
  else done(here, result);
}

function refused(here, sentence) {
  set(here.told, sentence);
  here.fields.forEach((field) => field.update?.());
  here.fields.find((field) => field.wanting())?.focus();
}

function done(here, element) {
  here.question.submit = async () => null;
  here.fields = [];
  here.form.querySelector(".fields").replaceChildren(element);
  here.form.querySelector(".back").remove();
  here.sure.querySelector("span span").textContent = say("ask_done");
  set(here.told, "");
  here.sure.focus();
}

/** Tab goes round inside the panel. */
function trapped(event) {
  const stops = [
    ...open.form.querySelectorAll("input:not([type=radio]), input:checked, button, [data-first]"),
  ];
  const edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
  if (document.activeElement !== edge) return false;
  (event.shiftKey ? stops[stops.length - 1] : stops[0]).focus();
  return true;
}
