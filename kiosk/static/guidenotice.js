/* Notices to the hall from the guide's desk: F8 opens the form, Escape leaves it. */
import { isBegun } from "/voices/static/notices.js";
import { at } from "./guidewords.js";

/** Opens the form with the keyboard in it. */
export function tell() {
  if (isTelling()) return;
  at("telling").showModal();
  at("notice").elements.chosen.focus();
}

export const isTelling = () => at("telling").open;

/** Nothing is open or half written. */
export const isQuiet = () => !isTelling() && !isBegun();

export function startTelling() {
  at("tell").addEventListener("click", tell);
  at("told").addEventListener("click", () => at("telling").close());
}
