/* Large text, and every key low; with both, or low beneath many languages, the services come a few at
   a time. Of a group, its own. */
import { at, say } from "./page.js";

const ON_A_SHELF = 4;
const upright = matchMedia("(orientation: portrait)");

export function drawBody(state) {
  for (const button of document.querySelectorAll("[data-do=aloud], [data-do=hear]")) button.hidden = !state.facts.speaks;
  for (const mode of ["large", "low", "aloud"]) {
    document.documentElement.classList.toggle(mode, state[mode]);
    for (const button of document.querySelectorAll(`[data-do="${mode}"]`)) {
      button.setAttribute("aria-pressed", state[mode]);
    }
  }
  drawShelves(state);
}

function drawShelves({ large, low, shelf, group }) {
  const all = [...at("tiles").children];
  const tiles = all.filter(({ dataset }) => dataset.within === (group ?? ""));
  const many = upright.matches && document.querySelector("#home .many") !== null;
  const pages = low && (large || many) ? Math.ceil(tiles.length / ON_A_SHELF) : 1;
  const shown = shelf % pages;
  const here = pages === 1 ? tiles : tiles.slice(shown * ON_A_SHELF, (shown + 1) * ON_A_SHELF);
  for (const tile of all) {
    tile.classList.toggle("elsewhere", !here.includes(tile));
    tile.classList.toggle("wide", tile === wide(here));
  }
  at("more").hidden = pages === 1;
  const words = say("more", { page: shown + 1, pages });
  const box = at("more").querySelector("span > span");
  if (box.textContent === words) return;
  box.textContent = words;
  if (shelf) at("said").textContent = words;
}

/* Of an odd number of tiles one has its own row: where results are given, or the last. */
function wide(tiles) {
  if (tiles.length % 2 === 0) return null;
  return tiles.find(({ dataset }) => "result" in dataset) ?? tiles[tiles.length - 1];
}
