/* The page of a day that is still going on draws itself anew twice a minute, unless it is read. */
const AGAIN = 30000;

setInterval(() => {
  const reading = document.querySelector("details[open]") || String(getSelection());
  if (document.visibilityState === "visible" && !reading) location.reload();
}, AGAIN);
