// The two windows of one desk: the full page, and a small one beside another program.

import { office } from "./words.js";

/** The names by which the windows find each other. */
export const full = `counter-${office.counter}`;
const compact = `compact-${office.counter}`;

/** `link` opens the small window; so does the function that is answered. */
export const goesSmall = (link) =>
  follows(link, () => window.open(link.href, compact, "popup,width=380,height=200"));

/** `link` shows the full page in its own window; one that it had opened is closed. */
export const goesFull = (link) =>
  follows(link, () => {
    window.open(link.href, full);
    if (window.opener) window.close();
  });

function follows(link, go) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    go();
  });
  return go;
}
