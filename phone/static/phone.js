/* One's own number: puts the room's texts into the page, and says when they are old. */
import { watch } from "/static/live.js";
import { fill, num } from "/static/num.js";

const main = document.querySelector("main");

function show({ told }) {
  for (const box of document.querySelectorAll("[data-told]")) {
    const text = told[box.dataset.told] || "";
    if (box.textContent !== text) box.textContent = text;
  }
  for (const box of main.querySelectorAll("[data-number]")) {
    const label = told[box.dataset.number] || "";
    const shown = box.querySelector(".num");
    box.classList.toggle("wide", label.length > 4);
    if (shown) fill(shown, label);
    else if (label) box.append(num(label));
  }
  for (const part of main.querySelectorAll("[data-view]")) {
    part.hidden = part.dataset.view !== told.view;
  }
  document.body.className = "phone " + told.view;
}

function connection(up) {
  document.querySelector(".up").hidden = !up;
  document.querySelector(".down").hidden = up;
}

watch("ticket-" + main.dataset.token + "." + document.documentElement.lang, {
  snapshot: show,
  state: connection,
});
