/* Spares the panel: the whole picture wanders by a few dots in minutes, which nobody notices. */

const EVERY = 2 * 60000;
const DOT = 0.0625;
const WAY = [[0, 0], [1, 0], [1, 1], [0, 1], [-1, 1], [-1, 0], [-1, -1], [0, -1], [1, -1], [0, 0],
  [2, 0], [2, 1], [2, 2], [1, 2], [0, 2], [-1, 2], [-2, 2], [-2, 1], [-2, 0], [-1, 0]];

/** @param {HTMLElement} stage moved one dot (1/1080 of the screen's height) at a time */
export function rest(stage) {
  let step = 0;
  setInterval(() => {
    step = (step + 1) % WAY.length;
    const [x, y] = WAY[step];
    stage.style.transform = x || y ? `translate(${x * DOT}rem, ${y * DOT}rem)` : "";
  }, EVERY);
}
