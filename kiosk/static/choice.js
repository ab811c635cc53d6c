/* How to be called: the chosen service, what the loudspeaker will say, the typed name. */
import { reads } from "./card.js";
import { element } from "./element.js";
import { tidy } from "./names.js";
import { at, page, put, say } from "./page.js";

export function drawChoice(state) {
  const { service, priority, adult, carded, up, busy, faulted } = state;
  const chosen = page.setUp.services[service];
  if (!chosen) {
    for (const how of ["typed", "number", "name"]) heard(how, []);
    for (const part of ["letter", "name", "priority"]) picked(part, "");
    at("name-fault").textContent = "";
    return;
  }
  const name = page.setUp.priorities[priority];
  picked("letter", chosen.letter);
  picked("name", chosen.name);
  picked("priority", name ? say("priority_is", { name }) : "");
  heard("number", chosen.heard.number);
  heard("name", chosen.heard.name, page.setUp.example);
  for (const id of ["by-number", "by-name"]) {
    at(id).disabled = !up || (id === "by-name" && adult === false && carded);
    at(id).classList.toggle("busy", busy);
  }
  put(at("name-how"), say(adult === false ? "adults_only" : reads(state) ? "name_how_card" : "name_how"));
  drawTyped(chosen, up, busy, faulted);
}

/* The name is shown back as it will be called, while it is being typed. */
function drawTyped(chosen, up, busy, faulted) {
  const { name, fault } = tidy(at("typed").value);
  const shown = fault ? "…" : name;
  heard("typed", chosen.heard.name, shown);
  const told = faulted || (fault && fault !== "empty");
  at("name-fault").textContent = told && fault ? say(`name_${fault}`) : "";
  at("take-name").disabled = !up || busy;
  at("hear").disabled = !up || Boolean(fault);
}

function picked(part, words) {
  for (const box of document.querySelectorAll(`[data-picked="${part}"]`)) {
    box.textContent = words;
    box.hidden = !words;
  }
}

/* Each sentence in its own language, as the loudspeaker says them one after the other. */
function heard(how, sentences, name) {
  const box = document.querySelector(`[data-heard="${how}"]`);
  const said = sentences.map(([lang, sentence]) => Object.assign(element("q", "", quoted(sentence, name)), { lang }));
  const shown = said.flatMap((each) => [each, " "]);
  if (box.textContent !== said.map((each) => `${each.textContent} `).join("")) box.replaceChildren(...shown);
}

/* The last clause and a short name stay on one line. */
function quoted(sentence, name = "") {
  const comma = sentence.lastIndexOf(", ");
  const cut = comma < 0 ? sentence.length : comma + 2;
  const start = sentence.slice(0, cut).replace(/ (\S*…)/g, "\u00a0$1");
  const kept = start.replace("{name}", name.length > 24 ? name : together(name));
  return `“${kept}${together(sentence.slice(cut)).replace("{name}", name)}”`;
}

const together = (words) => words.replaceAll(" ", "\u00a0");
