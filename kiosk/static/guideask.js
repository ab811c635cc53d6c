/* What a move of a found number asks: a priority, a reason. */
import { element } from "./element.js";
import { button, page, say } from "./guidewords.js";

/** The form for what is asked before this move of the ticket; null when nothing is.
 *
 * (send, miss) => form: `send({priority, reason})`, `miss(sentence)` when something is not chosen.
 */
export function question(move, ticket) {
  const needs = {
    return: () => ticket.returns >= page.setUp.returns,
    cancel: () => true,
    reclassify: ({ priority }) => needsReason(ticket, priority),
  }[move];
  if (move === "return" && !needs()) return null;
  const fields = [reasons(move === "reclassify" ? "priority" : move)];
  if (move === "reclassify") fields.unshift(priorities(ticket));
  const word = say(`confirm_${move}`, ticket);
  return (send, miss) => form(word, fields, needs, send, miss);
}

/* To confirm what the citizen chose needs none, nor to withdraw it where the office has one. */
function needsReason({ priority, priority_confirmed: confirmed }, wanted) {
  if (wanted === undefined || wanted === priority) return false;
  return wanted !== null || confirmed || !page.setUp.withdraws;
}

function priorities({ priority, priority_confirmed: confirmed }) {
  const others = page.setUp.priorities.filter(({ id }) => !(confirmed && id === priority));
  const none = priority ? [{ id: "", name: say("no_priority") }] : [];
  return { name: "priority", legend: say("field_priority"), options: [...others, ...none], preset: priority };
}

const reasons = (purpose) => ({
  name: "reason",
  legend: say("field_reason"),
  options: page.setUp.reasons[purpose],
});

function form(word, fields, needs, send, miss) {
  const made = element("form", "ask");
  made.noValidate = true;
  const boxes = fields.map(choices);
  const go = button(word, "", "go");
  go.type = "submit";
  made.append(...boxes, go);
  const drawReason = () => {
    made.querySelector("[data-name=reason]").hidden = !needs(answers(made));
  };
  drawReason();
  made.addEventListener("change", drawReason);
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    const open = boxes.find((box) => !box.hidden && !box.querySelector(":checked"));
    if (!open) return send(answers(made));
    miss(say("missing", { what: open.dataset.legend }));
    open.querySelector("input").focus();
  });
  return made;
}

function choices({ name, legend, options, preset }) {
  const box = element("fieldset", "picks");
  Object.assign(box.dataset, { name, legend });
  box.append(element("legend", "", legend));
  for (const each of options) {
    const pick = element("label", "pick");
    const input = element("input");
    Object.assign(input, { type: "radio", name: `asked-${name}`, value: each.id });
    input.checked = each.id === preset;
    const inner = element("span", "in", each.name);
    pick.append(input, inner);
    box.append(pick);
  }
  return box;
}

/* What is chosen where something is asked; no priority is null. */
function answers(made) {
  const asked = [...made.querySelectorAll("fieldset:not([hidden])")];
  const chosen = asked.map((box) => [box.dataset.name, box.querySelector(":checked")?.value]);
  return Object.fromEntries(
    chosen.filter(([, value]) => value !== undefined).map(([name, value]) => [name, value || null]),
  );
}
