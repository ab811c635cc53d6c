/* When the computer slept or the tab was hidden: the connection may be dead, the facts old. */

/**
 * `slept()`: a visible page stood still for over 6 s; `shown()`: a hidden one is seen again.
 * Hidden tabs are not judged by their timers: browsers let them run once a minute only.
 */
export function onWake({ slept, shown }) {
  let last = Date.now();
  setInterval(() => {
    const stoodStill = Date.now() - last > 6000;
    last = Date.now();
    if (stoodStill && !document.hidden) slept();
  }, 1000);
  document.addEventListener("visibilitychange", () => {
    last = Date.now();
    if (!document.hidden) shown();
  });
}
