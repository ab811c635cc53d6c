/* What every layout of the display stands on: snapshots, the office's time, sound, being cut off. */
import "/static/clock.js";
import { now, watch } from "/static/live.js";
import { player } from "/voices/static/player.js";
import { drawn, reloadWhen } from "/display/static/alive.js";
import { drawFoot } from "/display/static/foot.js";
import { words } from "/display/static/parts.js";
import { rest } from "/display/static/rest.js";

const STALE = 60000;
/** Up to this size of numbers in lists, in rem, everything is read where it stands. */
const NEAR = 2.625;
const stage = document.querySelector(".stage");
const find = (id) => document.getElementById(id);

/** rem of font: of the number being called, and of numbers in lists. */
export const wanted = { call: Number(stage.dataset.call), line: Number(stage.dataset.line) };

/**
 * Keeps a layout drawn.
 * @param {(state: object) => void} draw
 *   board: the snapshot; now: the office's time, ms; stale: a minute without the server; near: a
 *   small hall; up: connected; saying: this page speaks a call
 * @param {(snapshot: object) => void} hear each snapshot, once
 * @param {{two: boolean}} room two: for two lists at a time, as in a small hall
 */
export function run(draw, hear = () => {}, { two = true } = {}) {
  const near = two && wanted.line <= NEAR;
  let board = null;
  let lostAt = null;

  function show() {
    if (board === null) return;
    const stale = lostAt !== null && performance.now() - lostAt > STALE;
    stage.classList.toggle("stale", stale);
    find("muted").hidden = board.muted === null;
    const saying = sound !== null && sound.speaking() !== null;
    draw({ board, now: now(), stale, near, up: lostAt === null, saying });
    drawFoot(board, now(), lostAt === null);
    drawn();
  }

  /* `ago`: what is shown was already so old, ms, when this page woke up. */
  function connection(up, ago = 0) {
    lostAt = up ? null : lostAt === null ? performance.now() - ago : lostAt;
    if (!up && board) board.voice = {};
    find("lost").hidden = up;
    if (board === null) find("foot").hidden = !up;
    show();
  }

  const sound = stage.dataset.sound === undefined ? null : loudspeaker();
  const handlers = {
    snapshot(s) {
      board = s;
      hear(s);
      show();
    },
    state(up, ago) {
      connection(up, ago);
      if (sound) sound.state(up);
    },
  };
  if (sound) {
    handlers.play = (call) => {
      sound.play(call);
      show();
    };
    handlers.quiet = sound.quiet;
    handlers.calm = () => sound.speaking() === null;
    reloadWhen(handlers.calm);
  }
  stage.classList.toggle("near", near);
  const link = watch(stage.dataset.room, handlers);
  if (sound) sound.attach(link);
  setInterval(show, 250);
  rest(stage);
}

function loudspeaker() {
  const sign = find("sound");
  const sound = player({
    zone: stage.dataset.zoneId,
    changed({ mode }) {
      const text = { locked: words.sound_on, broken: words.sound_broken };
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
