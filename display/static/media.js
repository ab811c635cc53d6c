/* The playlist beside the calls: items take turns; one that cannot be shown is left out for a while. */
import { byClock, following, keyOf, place } from "/display/static/playlist.js";
import { drop, fit, leaf, slideOf } from "/display/static/slides.js";
import { soundOf } from "/display/static/volume.js";

/** ms: what takes longer to come, or to go on, is broken; what is broken is not tried for so long. */
const PATIENCE = 4000;
const REST = 3 * 60000;
const FADE = 450;
/** ms that are too short to show another picture for. */
const GLIMPSE = 3000;
/** In a practice hall the office's time runs faster than pictures should. */
const SPEED = Number(document.documentElement.dataset.speed) || 1;

/**
 * @param {HTMLElement} box data-volume: of videos, 0–100; data-preview: the one item to show, as in
 *   the snapshot's list
 * @param {HTMLElement} instead what stands there while nothing is shown
 * @returns {{take: (media: object[]) => void, draw: (state: object) => void}} take: the newest list
 */
export function mediaIn(box, instead) {
  const preview = JSON.parse(box.dataset.preview || "null");
  const sound = soundOf(Number(box.dataset.volume) / 100);
  const broken = new Map();
  let items = [];
  let shown = null;
  let coming = null;
  let leaving = null;
  let at = -1;
  // A changed list waits for what is being shown.
  let held = false;
  let lost = false;

  function draw({ board, now, up, saying }) {
    const time = performance.now();
    if (lost && up) broken.clear();
    lost = !up;
    judge(time);
    const may = (item) => !(broken.get(keyOf(item)) > time);
    const next = chosen(items.filter(may), now / SPEED, time, may);
    if (next) bring(next, time, may);
    else if ((shown || coming) && (up || !items.length)) clear();
    if (shown) leaf(shown, time);
    sound.set(shown && shown.video, saying || speaks(board));
  }

  function take(media) {
    const list = preview || media;
    if (JSON.stringify(list) === JSON.stringify(items)) return;
    const was = shown ? place(items, shown.key) : -1;
    const found = shown ? place(list, shown.key) : -1;
    items = list;
    held = found >= 0;
    // Without what was shown, the one that is now in its place is the next.
    if (held) at = found;
    else if (was >= 0) at = was - 1;
    for (const key of broken.keys()) if (place(items, key) < 0) broken.delete(key);
  }

  function judge(time) {
    if (shown && shown.video) follow(shown, time);
    for (const slide of [shown, coming]) {
      if (!slide || slide.judged) continue;
      const late = slide === coming && slide.wanted && time - slide.wanted > PATIENCE;
      if (slide.state !== "failed" && !(slide.state === "coming" && late)) continue;
      // What does not come while the server is away is tried again soon.
      broken.set(slide.key, time + (lost ? PATIENCE : REST));
      slide.judged = true;
      if (slide === coming) coming = release(coming);
    }
  }

  /* A video that stands still though nobody stopped it. */
  function follow(slide, time) {
    const { currentTime, ended } = slide.video;
    if (ended || currentTime !== slide.reached) slide.moved = time;
    slide.reached = currentTime;
    if (time - slide.moved > PATIENCE) slide.state = "failed";
  }

  function chosen(good, now, time, may) {
    if (!good.length) return null;
    const here = shown && good.find((item) => keyOf(item) === shown.key);
    if (good.every(({ kind }) => kind !== "video")) {
      const { item, left } = byClock(good, now);
      held = held && Boolean(here) && (!isOver(shown, time) || left < GLIMPSE);
      return held ? here : item;
    }
    return here && !isOver(shown, time) ? here : following(items, at, may);
  }

  function isOver({ item, video, since }, time) {
    return video ? video.ended : time - since >= item.seconds * 1000;
  }

  function bring(item, time, may) {
    const key = keyOf(item);
    if (isShown(key)) {
      const retimed = shown.item.seconds !== item.seconds;
      shown.item = item;
      if (retimed) fit(shown);
      if (shown.video && shown.video.ended) sound.begin(shown.video);
      prepare(following(items, place(items, key), may));
      return;
    }
    prepare(item);
    if (!coming) return;
    coming.wanted = coming.wanted || time;
    if (coming.state === "ready") swap(time);
  }

  function isShown(key) {
    return shown !== null && shown.key === key && shown.state !== "failed";
  }

  /* Two at most are there: while one leaves, nothing is made ready. */
  function prepare(item) {
    const key = keyOf(item);
    if (leaving || isShown(key) || (coming && coming.key === key)) return;
    if (coming) release(coming);
    coming = slideOf(item);
  }

  function swap(time) {
    leaving = shown;
    shown = coming;
    coming = null;
    at = place(items, shown.key);
    held = false;
    shown.since = time;
    shown.moved = time;
    box.hidden = false;
    instead.hidden = true;
    box.append(shown.box);
    fit(shown);
    if (shown.video) sound.begin(shown.video);
    setTimeout(() => {
      leaving = release(leaving);
    }, FADE);
  }

  function clear() {
    shown = release(shown);
    coming = release(coming);
    at = -1;
    box.hidden = true;
    instead.hidden = false;
  }

  function release(slide) {
    if (slide) drop(slide);
    return null;
  }

  window.addEventListener("resize", () => shown && fit(shown));
  return { take, draw };
}

/* What the loudspeaker says in this screen's zone is not disturbed; whoever mutes it wants no film. */
function speaks({ caption, muted, notices, voice }) {
  if (muted) return true;
  const said = Object.keys(voice).some((seq) => voice[seq] === "speaking");
  return said || caption.length > 0 || notices.some(({ speaking }) => speaking);
}
