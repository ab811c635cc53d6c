/* One thing that is shown: it is made apart, and put on the screen only when it is whole. */
import { draw, el, icon, turn, words } from "/display/static/parts.js";
import { keyOf } from "/display/static/playlist.js";

/** rem of a text's font: the largest that fits is taken; above `WRAPS` no line is broken for it. */
const LARGEST = 9;
const WRAPS = 5.5;
const SMALLEST = 1.75;
const STEP = 0.125;
/** Below this a text turns pages, while each has so many seconds. */
const EASY = 2.75;
const READ = 5;
const TITLE = { share: 1.2, largest: 6.5 };
const MAKERS = { image: imageOf, video: videoOf, text: textOf };

/**
 * @param {object} item of the snapshot's `media`
 * @returns {{item: object, key: string, box: HTMLElement, state: string, video: ?HTMLVideoElement}}
 *   state: "coming", "ready", "failed"
 */
export function slideOf(item) {
  const box = el("div", "slide " + item.kind);
  const slide = { item, key: keyOf(item), box, state: "coming", video: null };
  MAKERS[item.kind](slide);
  return slide;
}

/** A slide that is let go keeps no file and no decoder. */
export function drop(slide) {
  slide.state = "gone";
  slide.box.remove();
  if (!slide.video) return;
  slide.video.pause();
  slide.video.removeAttribute("src");
  slide.video.load();
}

/** A text on the screen is as large as its place allows; one that would be small turns its pages. */
export function fit({ item, box }) {
  if (item.kind !== "text") return;
  box.classList.remove("long");
  if (enlarge(box, LARGEST, () => isWhole(box)) >= EASY) return;
  box.classList.add("long");
  resize(box, EASY);
  const most = Math.min(leaves(box), Math.max(1, Math.floor(item.seconds / READ)));
  enlarge(box, WRAPS, () => leaves(box) <= most);
}

/** Pages of a long text share its time. */
export function leaf({ item, box, since }, time) {
  if (item.kind !== "text") return;
  const count = box.classList.contains("long") ? leaves(box) : 1;
  const page = turn(count, time - since, (item.seconds * 1000) / count);
  const text = box.querySelector(".words");
  text.scrollLeft = page * text.clientWidth;
  const part = count > 1 ? `${page + 1}/${count}` : "";
  draw(box.querySelector(".part"), [part], () => [part]);
}

/* @returns {number} rem: the largest size that `fits`, else the smallest */
function enlarge(box, largest, fits) {
  let low = 0;
  let high = (largest - SMALLEST) / STEP;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    resize(box, SMALLEST + middle * STEP);
    if (fits()) low = middle;
    else high = middle - 1;
  }
  const size = SMALLEST + low * STEP;
  resize(box, size);
  return size;
}

function resize(box, size) {
  box.style.setProperty("--words", size + "rem");
  box.style.setProperty("--title", Math.min(size * TITLE.share, TITLE.largest) + "rem");
  box.classList.toggle("unbroken", size > WRAPS);
}

function isWhole(box) {
  const text = box.querySelector(".words");
  return box.scrollHeight <= box.clientHeight && text.scrollWidth <= text.clientWidth;
}

function leaves(box) {
  const text = box.querySelector(".words");
  return Math.max(1, Math.round(text.scrollWidth / text.clientWidth));
}

function becomes(slide, state) {
  if (slide.state !== "gone") slide.state = state;
}

function imageOf(slide) {
  const image = new Image();
  image.alt = slide.item.title;
  image.src = slide.item.url;
  slide.box.append(image);
  image.decode().then(
    () => becomes(slide, "ready"),
    () => becomes(slide, "failed"),
  );
}

function videoOf(slide) {
  const video = document.createElement("video");
  slide.video = video;
  video.muted = true;
  video.preload = "auto";
  video.addEventListener("error", () => becomes(slide, "failed"));
  // Of a codec that this browser does not know it may play the sound alone.
  video.addEventListener("canplay", () => becomes(slide, video.videoWidth ? "ready" : "failed"));
  video.src = slide.item.url;
  slide.box.append(video);
}

function textOf(slide) {
  const { title, text } = slide.item;
  slide.box.append(
    el("p", "kind", icon("info"), words.notice),
    el("h2", "", title, el("span", "part")),
    el("p", "words", text),
  );
  document.fonts.ready.then(() => becomes(slide, "ready"));
}
