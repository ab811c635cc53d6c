/* Which item of the playlist has its turn: no page, no clock. */

/** What makes an item another one. */
export function keyOf({ id, kind, url, title, text }) {
  return JSON.stringify(kind === "text" ? [id, title, text] : [id, url]);
}

export function place(items, key) {
  return items.findIndex((item) => keyOf(item) === key);
}

/** The first one after place `at`, round the end, that `may` be shown; else null. */
export function following(items, at, may) {
  for (let step = 1; step <= items.length; step += 1) {
    const item = items[(at + step) % items.length];
    if (may(item)) return item;
  }
  return null;
}

/**
 * Whose turn it is by the office's clock, so that screens side by side show the same.
 * @param {object[]} items each with `seconds`; at least one
 * @returns {{item: object, left: number}} left: ms until the next one
 */
export function byClock(items, now) {
  const whole = items.reduce((sum, { seconds }) => sum + seconds * 1000, 0);
  let left = now % whole;
  for (const item of items) {
    if (left < item.seconds * 1000) return { item, left: item.seconds * 1000 - left };
    left -= item.seconds * 1000;
  }
  return { item: items[0], left: 0 };
}
