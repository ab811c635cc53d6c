/* A card before the kiosk's camera: its pictures are read here, in this page, and go nowhere. */
import { at } from "./page.js";

const WIDE = 1280;
const HIGH = 720;
const SOON = 100;
const RADIUS = 4;
const AMOUNT = 4;
const OPTIONS = { formats: ["QRCode"], maxNumberOfSymbols: 1, tryHarder: true };
let stream = null;

/** Why this page can have no camera, as far as is known before anybody is asked for it. */
export const obstacle = () => (navigator.mediaDevices ? null : "insecure");

/** Shows the camera in `video`; throws what getUserMedia throws. */
export async function open(video) {
  const wanted = { width: { ideal: WIDE }, height: { ideal: HIGH }, facingMode: "user" };
  const own = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
  close();
  stream = own;
  video.srcObject = own;
  await video.play();
}

export function close() {
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = null;
  at("camera").srcObject = null;
}

/** The text of the first QR that `video` shows; null once `goesOn()` is false or the time is over. */
export async function look(video, goesOn, patience) {
  const canvas = document.createElement("canvas");
  const until = performance.now() + patience;
  while (goesOn() && performance.now() < until) {
    const text = video.videoWidth ? await textIn(picture(video, canvas)) : null;
    if (text !== null) return text;
    await new Promise((go) => setTimeout(go, SOON));
  }
  return null;
}

function picture(video, canvas) {
  Object.assign(canvas, { width: video.videoWidth, height: video.videoHeight });
  const drawn = canvas.getContext("2d", { willReadFrequently: true });
  drawn.drawImage(video, 0, 0);
  return drawn.getImageData(0, 0, canvas.width, canvas.height);
}

/** What its QR says, tried as it is and once more with its greys stretched and its edges sharpened. */
export async function textIn(image) {
  return (await read(image)) ?? read(sharpened(image));
}

export async function read(image) {
  const { readBarcodes, prepareZXingModule } = window.ZXingWASM;
  prepareZXingModule({ overrides: { locateFile: (file) => `/kiosk/static/vendor/${file}` } });
  const [found] = await readBarcodes(image, OPTIONS);
  return found?.isValid ? found.text : null;
}

/** The picture twice as large, in greys: all but the darkest and lightest hundredth stretched over the
    whole range, unsharp masked. Of the ways that were tried it read the most of soft and pale codes. */
export function sharpened(image) {
  const { data, width, height } = twice(image);
  const grey = new Float32Array(width * height);
  for (let i = 0; i < grey.length; i += 1) grey[i] = 0.299 * data[4 * i] + 0.587 * data[4 * i + 1] + 0.114 * data[4 * i + 2];
  const [low, high] = range(grey);
  const wide = 255 / Math.max(1, high - low);
  for (let i = 0; i < grey.length; i += 1) grey[i] = Math.min(255, Math.max(0, (grey[i] - low) * wide));
  const soft = blurred(blurred(grey, 1), width);
  for (let i = 0; i < grey.length; i += 1) data[4 * i] = data[4 * i + 1] = data[4 * i + 2] = grey[i] + AMOUNT * (grey[i] - soft[i]);
  return new ImageData(data, width, height);
}

function twice(image) {
  const [small, large] = [1, 2].map((times) => new OffscreenCanvas(image.width * times, image.height * times));
  small.getContext("2d").putImageData(image, 0, 0);
  const drawn = large.getContext("2d", { willReadFrequently: true });
  drawn.imageSmoothingQuality = "high";
  drawn.drawImage(small, 0, 0, large.width, large.height);
  return drawn.getImageData(0, 0, large.width, large.height);
}

function range(grey) {
  const counts = new Uint32Array(256);
  for (const each of grey) counts[Math.round(each)] += 1;
  const values = [...counts.keys()];
  const from = (ordered) => {
    let sum = 0;
    return ordered.find((value) => (sum += counts[value]) >= grey.length / 100);
  };
  return [from(values), from(values.reverse())];
}

/* The mean over `RADIUS` in one direction: `step` is 1 along a line, the width down a column. */
function blurred(grey, step) {
  const sums = new Float64Array(grey.length);
  for (let i = 0; i < grey.length; i += 1) sums[i] = grey[i] + (sums[i - step] ?? 0);
  return grey.map((own, i) => {
    const [last, before] = [sums[i + RADIUS * step], sums[i - (RADIUS + 1) * step]];
    return last === undefined || before === undefined ? own : (last - before) / (2 * RADIUS + 1);
  });
}
