/* The server's time on this page. A TV's own clock is hours wrong, so it is never asked. */

const page = document.documentElement;
let base = Number(page.dataset.now) || 0;
let mark = performance.now();
// In a practice hall the office's time runs faster.
const speed = Number(page.dataset.speed) || 1;

const parts = new Intl.DateTimeFormat("en-GB", {
  timeZone: page.dataset.zone || "Asia/Ho_Chi_Minh",
  hour12: false,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

/** The server's time in ms UTC, as of the last answer plus what has passed since. */
export function now() {
  return Math.round(base + (performance.now() - mark) * speed);
}

/** Called with the `now` of each snapshot. */
export function settle(ms) {
  base = ms;
  mark = performance.now();
}

/** {year, month, day, hour, minute, second, weekday 0–6} of the office's wall clock. */
export function local(ms) {
  const found = {};
  for (const part of parts.formatToParts(new Date(ms))) found[part.type] = Number(part.value);
  found.hour %= 24;
  found.weekday = new Date(Date.UTC(found.year, found.month - 1, found.day)).getUTCDay();
  return found;
}

const two = (n) => (n < 10 ? "0" + n : String(n));

/** "08:31" */
export function hhmm(ms) {
  const t = local(ms);
  return two(t.hour) + ":" + two(t.minute);
}

const WEEKDAYS = {
  vi: ["Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"],
  en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
};

/** "Thứ Ba, 10/03/2026" in the page's language, or the one given. */
export function date(ms, language) {
  const t = local(ms);
  const names = WEEKDAYS[language || page.lang] || WEEKDAYS.vi;
  return names[t.weekday] + ", " + two(t.day) + "/" + two(t.month) + "/" + t.year;
}
