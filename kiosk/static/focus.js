/* Within an open dialog Tab goes round and round: nothing behind it can be reached. */

export function keepInside(event) {
  const dialog = document.querySelector("dialog[open]");
  if (event.key !== "Tab" || !dialog) return;
  const keys = [...dialog.querySelectorAll("button:not([disabled])")];
  const from = keys.indexOf(document.activeElement);
  const to = event.shiftKey ? from - 1 : from + 1;
  event.preventDefault();
  keys[(to + keys.length) % keys.length].focus();
}
