/* What every layout of the display stands on: snapshots, the office's time, sound, being cut off. */
import "/static/clock.js";
import { now, watch } from "/static/live.js";
import { player } from "/voices/static/player.js";
import { drawFoot } from "/display/static/foot.js";
import { words } from "/display/static/parts.js";
import { rest } from "/display/static/rest.js";
import { joined } from "/display/static/shown.js";

const STALE = 60000;
/** Up to this size of numbers in lists, in rem, everything is read where it stands. */
const NEAR = 2.625;
const stage = document.querySelector(".stage");
const find = (id) => document.getElementById(id);

/**
 * Keeps a layout drawn.
 * @param {(state: {board: object, calls: object[], now: number, stale: boolean,
 *   near: boolean, wanted: {call: number, line: number}}) => void} draw `board`: the snapshot; `calls`: those of
 *   before it too, for shown.js; `now`: the office's time, ms; `stale`: a minute without the server;
 *   `wanted`: rem of font of the number being called and of numbers in lists; `near`: a small hall
 */
export function run(draw) {
  const wanted = { call: Number(stage.dataset.call), line: Number(stage.dataset.line) };
  const near = wanted.line <= NEAR;
  let board = null;
  let calls = [];
  let lostAt = null;

  function show() {
    if (board === null) return;
    const stale = lostAt !== null && performance.now() - lostAt > STALE;
    stage.classList.toggle("stale", stale);
    find("muted").hidden = board.muted === null;
    draw({ board, calls, now: now(), stale, near, wanted });
    drawFoot(board, now(), lostAt === null);
  }

  function connection(up) {
    lostAt = up ? null : lostAt === null ? performance.now() : lostAt;
    if (!up && board) board.voice = {};
    find("lost").hidden = up;
    if (board === null) find("foot").hidden = !up;
    show();
  }

  const sound = stage.dataset.sound === undefined ? null : loudspeaker();
  const handlers = {
    snapshot(s) {
      board = s;
      calls = s.day === calls.day ? joined(calls, s.calls) : s.calls;
      calls.day = s.day;
      show();
    },
    state(up) {
      connection(up);
      if (sound) sound.state(up);
    },
  };
  if (sound) {
    handlers.play = sound.play;
    handlers.quiet = sound.quiet;
    handlers.calm = () => sound.speaking() === null;
  }
  const link = watch("board-" + stage.dataset.display, handlers);
  if (sound) sound.attach(link);
  setInterval(show, 250);
  stage.classList.toggle("near", near);
  rest(stage);
}

function loudspeaker() {
  const sign = find("sound");
  const sound = player({
    zone: stage.dataset.zoneId,
    changed({ mode }) {
      const text = { locked: words.sound_on, off: words.sound_on, broken: words.sound_broken };
      sign.hidden = !text[mode];
      if (text[mode]) sign.querySelector("span").textContent = text[mode];
    },
  });
  const unlock = () => {
    if (!sign.hidden) sound.unlock();
  };
  document.addEventListener("click", unlock);
  document.addEventListener("keydown", unlock);
  return sound;
}
