/* When the computer slept or the tab was hidden: the connection may be dead, the facts old. */

/**
 * `slept(ms)`: a visible page stood still for so long, over 6 s; `shown()`: a hidden one is seen
 * again.
 * Hidden tabs are not judged by their timers: browsers let them run once a minute only.
 */
export function onWake({ slept, shown }) {
  let last = Date.now();
  setInterval(() => {
    const stood = Date.now() - last;
    last = Date.now();
    if (stood > 6000 && !document.hidden) slept(stood);
  }, 1000);
  document.addEventListener("visibilitychange", () => {
    last = Date.now();
    if (!document.hidden) shown();
  });
}
