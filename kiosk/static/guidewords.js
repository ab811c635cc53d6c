/* The words and the set-up that the server wrote into the guide's page, and small hands for it. */
import { element } from "./element.js";
import { at, page, put, say, written } from "./page.js";

Object.assign(page, { words: written("words"), setUp: written("set-up") });

export { at, page, put, say, written };

/** The service of an id: {id, letter, name, short}. */
export const service = (id) => page.setUp.services.find((each) => each.id === id);

/** The name of what has this id in the list; undefined for none. */
export const named = (list, id) => list.find((each) => each.id === id)?.name;

/** A key of the page; `why` stands small under its words. */
export function button(words, why = "", kind = "") {
  const made = element("button", `btn ${kind}`.trim());
  made.type = "button";
  const word = element("span", "", words);
  word.append(element("span", "why", why));
  const inner = element("span", "in");
  inner.append(word);
  made.append(inner);
  return made;
}

/** What a number is for besides its service: several files, a service that comes after. */
export function besides({ quantity, planned }) {
  const files = quantity > 1 ? say("files", { n: quantity }) : "";
  return [files, planned && say("planned", service(planned))].filter(Boolean).join(" · ");
}

/** "10–20 phút", or that nothing is known. */
export const minutes = (pair) =>
  pair ? say("minutes", { a: pair[0], b: pair[1] }) : say("unknown");

/** What is said of a slip on its way: the room's facts of the job, or those of the answer. */
export function slip(print) {
  if (print.state === "off") return say("no_printer");
  if (print.state === "printed" || print.state === "unsure") return say(print.state);
  if (print.trouble) return say(`trouble_${print.trouble}`);
  return say(["queued", "printing"].includes(print.state) ? "printing" : "not_printed");
}
