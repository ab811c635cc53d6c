/* A page that draws no more loads itself anew. One that hangs altogether cannot: its launcher does
   (deploy/kiosk/launch.py). Imports nothing, so that it runs when another module did not come. */
const SILENT = 10;
const AGE = 60000;

let silent = 0;
let calm = () => true;

/** The page was drawn without a fault. */
export function drawn() {
  silent = 0;
}

/** @param {function(): boolean} may whether nothing is cut off now, such as a call being spoken */
export function reloadWhen(may) {
  calm = may;
}

/* Turns of a timer are counted and not its time: a page that slept was not silent. */
setInterval(async () => {
  silent += 1;
  if (silent < SILENT || performance.now() < AGE || !calm()) return;
  silent = 0;
  const there = await fetch(location.href, { cache: "no-store" }).catch(() => null);
  if (there && there.ok) location.reload();
}, 1000);
