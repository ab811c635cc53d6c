/* Fills [data-clock] and [data-date] from the server's time. */
import { fill } from "/static/num.js";
import { date, hhmm, now } from "/static/time.js";

export { date, hhmm };

/** Shows the time now; called each second by itself, and by pages that draw a new header. */
export function tick() {
  const ms = now();
  const shown = hhmm(ms);
  for (const box of document.querySelectorAll("[data-clock]")) {
    box.classList.add("num");
    fill(box, shown);
  }
  const day = date(ms);
  for (const box of document.querySelectorAll("[data-date]")) {
    if (box.textContent !== day) box.textContent = day;
  }
}

tick();
setInterval(tick, 1000);
