/* Notices to the hall from the guide's desk: F8 opens the form, Escape leaves it. */
import "/voices/static/notices.js";
import { at } from "./guidewords.js";

/** Opens the form with the keyboard in it. */
export function tell() {
  at("telling").showModal();
  at("notice").elements.chosen.focus();
}

export function startTelling() {
  at("tell").addEventListener("click", tell);
  at("told").addEventListener("click", () => at("telling").close());
}
