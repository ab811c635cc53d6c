/* The hall's display: draws the board's snapshots by the office's time, and says when it is cut off. */
import "/static/clock.js";
import { now, watch } from "/static/live.js";
import { player } from "/voices/static/player.js";
import { drawn, reloadWhen } from "/display/static/alive.js";
import { drawBurst, drawCalm } from "/display/static/calls.js";
import { drawNotices } from "/display/static/notices.js";
import { words } from "/display/static/parts.js";
import { screen } from "/display/static/shown.js";
import { drawSide } from "/display/static/side.js";

const STALE = 60000;
const stage = document.querySelector(".stage");
const find = (id) => document.getElementById(id);
const far = document.body.classList.contains("far");
const hall = screen(far ? 3 : 6);

let board = null;
let lostAt = null;

function show() {
  if (board === null) return;
  const stale = lostAt !== null && performance.now() - lostAt > STALE;
  const view = hall.shown(now());
  const burst = view.mode === "burst" && !stale;
  find("calm").hidden = burst;
  find("burst").hidden = !burst;
  stage.classList.toggle("stale", stale);
  if (burst) drawBurst(view, board);
  else if (stale) drawCalm({ newest: null, before: [], recent: view.recent || [] }, null);
  else drawCalm(view, board);
  find("muted").hidden = board.muted === null;
  drawSide(board, now(), far);
  drawNotices(board.notices, now(), lostAt === null);
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

const sound = stage.dataset.sound === undefined ? null : loudspeaker();
const handlers = {
  snapshot(s) {
    board = s;
    hall.hear(s);
    show();
  },
  state(up, ago) {
    connection(up, ago);
    if (sound) sound.state(up);
  },
};
if (sound) {
  handlers.play = sound.play;
  handlers.quiet = sound.quiet;
  handlers.calm = () => sound.speaking() === null;
  reloadWhen(handlers.calm);
}
const link = watch("board-" + stage.dataset.display, handlers);
if (sound) sound.attach(link);
setInterval(show, 250);
