/* What the server put into the page: words, set-up, first facts. Another language is another page. */

export const page = { words: {}, setUp: {} };

export const at = (id) => document.getElementById(id);

/** One sentence of the page's catalog with its blanks filled. */
export function say(word, blanks = {}) {
  return page.words[word].replace(/\{(\w+)\}/g, (whole, name) => blanks[name] ?? whole);
}

/** Says `words` in `box`, touching the page only when they changed. */
export function put(box, words) {
  if (box.textContent !== words) box.textContent = words;
}

/** The JSON that the server wrote into the page. */
export function written(id) {
  return JSON.parse(at(id).textContent);
}

export function readPage() {
  page.words = written("words");
  page.setUp = written("set-up");
  measure(page.setUp.inches);
}

/** Puts the page in another language into this one; false when the server does not answer. */
export async function speakIn(language) {
  const url = new URL(location.href);
  url.searchParams.set("lang", language);
  const fresh = await fetch(url, { cache: "no-store", signal: AbortSignal.timeout(4000) })
    .then((answer) => (answer.ok ? answer.text() : ""))
    .then((text) => text && new DOMParser().parseFromString(text, "text/html"))
    .catch(() => null);
  if (!fresh) return false;
  document.title = fresh.title;
  document.documentElement.lang = fresh.documentElement.lang;
  for (const id of ["words", "set-up"]) at(id).textContent = fresh.getElementById(id).textContent;
  document.body.replaceChildren(...fresh.body.childNodes);
  history.replaceState(null, "", url);
  readPage();
  return true;
}

/* Real millimetres: the diagonal in pixels over the one in the config. */
function measure(inches) {
  const pixels = Math.hypot(screen.width, screen.height);
  document.documentElement.style.setProperty("--mm", `${pixels / (inches * 25.4)}px`);
}
