// The fields of a panel: {name, legend, element, value(), wanting(), focus(), digit?(key)}.

import { h } from "./h.js";

/**
 * One of several: {name, legend, options: [{value, text, note?, hint?}], needed, preset, columns}.
 * `needed` may be a function; with `only: true` the field is shown only while it is needed. */
export function group(field, chosen) {
  const inputs = [];
  const options = field.options.map((option, place) => {
    const hint = option.hint ?? (place < 9 ? String(place + 1) : "");
    const input = h("input", {
      type: "radio",
      name: field.name,
      "data-hint": hint,
      "data-first": place === 0 ? "" : null,
    });
    if (field.preset !== undefined && option.value === field.preset) input.checked = true;
    input.addEventListener("click", (event) => event.detail > 0 && chosen());
    inputs.push(input);
    return h(
      "label.opt",
      {},
      input,
      h(
        "span.in",
        {},
        h("kbd", {}, hint === option.text ? "" : hint),
        h("span", {}, option.text, option.note ? h("small", {}, option.note) : null),
      ),
    );
  });
  const at = () => inputs.findIndex((input) => input.checked);
  const value = () => (at() < 0 ? null : field.options[at()].value);
  const needed = () => (typeof field.needed === "function" ? field.needed() : field.needed);
  const element = h(
    "fieldset",
    { "data-field": field.name, "data-columns": field.columns ?? 1 },
    h("legend", {}, field.legend),
    ...options,
  );
  const update = () => {
    element.hidden = field.only === true && !needed();
  };
  update();
  return {
    name: field.name,
    legend: field.legend,
    element,
    value,
    update,
    wanting: () => Boolean(needed()) && at() < 0,
    focus: () => (inputs[at()] ?? inputs[0])?.focus(),
    digit(key) {
      const input = inputs.find((one) => one.dataset.hint === key);
      if (!input) return false;
      input.checked = true;
      input.focus();
      chosen();
      return true;
    },
  };
}

/** A line of text: {name, legend, max, placeholder, spell}. Empty is null. */
export function line(field) {
  const input = h("input", {
    type: "text",
    id: `ask-${field.name}`,
    maxlength: field.max ?? 120,
    autocomplete: "off",
    spellcheck: "false",
    placeholder: field.placeholder,
  });
  if (field.changed) input.addEventListener("input", () => field.changed(input.value));
  return {
    name: field.name,
    legend: field.legend,
    element: h(
      "div.line",
      { "data-field": field.name },
      h("label", { for: input.id }, field.legend),
      input,
    ),
    value: () => input.value.trim() || null,
    wanting: () => false,
    focus: () => input.focus(),
  };
}

/** A consent or a yes: {name, legend, text}. Never ticked beforehand. */
export function tick(field) {
  const input = h("input", { type: "checkbox", id: `ask-${field.name}` });
  return {
    name: field.name,
    legend: field.legend,
    element: h("label.tick", { "data-field": field.name }, input, h("span", {}, field.text)),
    value: () => input.checked,
    wanting: () => false,
    focus: () => input.focus(),
    digit: () => false,
  };
}
