/* Large text, and every key low; with both, the services come a few at a time. */
import { at, say } from "./page.js";

const ON_A_SHELF = 4;

export function drawBody(state) {
  for (const mode of ["large", "low"]) {
    document.documentElement.classList.toggle(mode, state[mode]);
    for (const button of document.querySelectorAll(`[data-do="${mode}"]`)) {
      button.setAttribute("aria-pressed", state[mode]);
    }
  }
  drawShelves(state);
}

function drawShelves({ large, low, shelf }) {
  const tiles = [...at("tiles").children];
  const pages = large && low ? Math.ceil(tiles.length / ON_A_SHELF) : 1;
  const shown = shelf % pages;
  tiles.forEach((tile, index) => {
    const here = pages === 1 || Math.floor(index / ON_A_SHELF) === shown;
    tile.classList.toggle("elsewhere", !here);
  });
  at("more").hidden = pages === 1;
  const words = say("more", { page: shown + 1, pages });
  const box = at("more").querySelector("span > span");
  if (box.textContent === words) return;
  box.textContent = words;
  if (shelf) at("said").textContent = words;
}
