// The list as the newest page has it, around what is being typed and where somebody stands.

/** Whether nothing in the list is typed and not yet kept. */
export const isClean = (list) =>
  [...list.querySelectorAll("input")].every((field) => field.value === field.defaultValue);

/**
 * Brings the rows of `list` to those of `fresh`: same rows stay, with their focus and typing.
 * @returns {Array<{row: Element, beside: Element | undefined}>} which went though somebody was at them, and
 *   the one that is now in its place
 */
export function bring(list, fresh) {
  const wanted = [...fresh.children].map((row) => {
    const own = document.getElementById(row.id);
    if (own) renew(own, row);
    return own ?? row;
  });
  const isGone = (row) => !wanted.includes(row) && row.dataset.going === undefined;
  const gone = [...list.children].filter(isGone).map((row) => drop(row, wanted));
  arrange(list, wanted);
  return gone.filter(({ lost }) => lost);
}

/** Puts the rows in this order without moving the one with the focus, which would lose it. */
export function arrange(list, rows) {
  if (rows.every((row, place) => list.children[place] === row)) return;
  const held = rows.find((row) => row.contains(document.activeElement)) ?? null;
  const after = held ? rows.indexOf(held) + 1 : 0;
  for (const row of rows.slice(0, Math.max(0, after - 1))) list.insertBefore(row, held);
  for (const row of rows.slice(after)) list.append(row);
}

function renew(own, fresh) {
  for (const part of fresh.querySelectorAll("[data-part]")) {
    const old = own.querySelector(`[data-part=${part.dataset.part}]`);
    if (!old.isEqualNode(part) && !old.contains(document.activeElement)) old.replaceWith(part);
  }
  for (const field of fresh.querySelectorAll("input")) {
    const old = document.getElementById(field.id);
    const isKept = old.value === old.defaultValue && old !== document.activeElement;
    old.defaultValue = field.defaultValue;
    if (isKept) old.value = field.defaultValue;
  }
  const sure = own.querySelector(".sure p");
  if (sure) sure.textContent = fresh.querySelector(".sure p").textContent;
  Object.assign(own.dataset, fresh.dataset);
}

/* Somebody else took it away: whoever stood there goes on at the next one that stays. */
function drop(row, wanted) {
  const rows = [...row.parentElement.children];
  const at = rows.indexOf(row);
  const around = rows.slice(at + 1).concat(rows.slice(0, at).reverse());
  const beside = around.find((other) => wanted.includes(other));
  const held = row.contains(document.activeElement);
  const lost = held || !isClean(row);
  row.remove();
  if (held) (beside?.querySelector("button, input") ?? document.getElementById("media-title")).focus();
  return { row, beside, lost };
}
