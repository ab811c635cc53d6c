// Notices to the hall: the form with what will be said, and the list of those that are up.
import { post, repeatable, watch } from "/static/live.js";

const THINKS = 350;
const DONE = 201;

const form = document.getElementById("notice");
const list = document.getElementById("notices-up");
const preview = document.getElementById("notice-preview");
let typing = 0;
let asked = 0;
let asking = false;
let again = false;
const sendOnce = repeatable();

/* Nothing is written that would be lost with the page. */
const isCalm = () => !form || !(form.elements.text.value.trim() || form.elements.n.value.trim());

function startForm() {
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    putUp();
  });
  // A line is one line: Enter sends it.
  form.elements.text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  draw();
}

function draw() {
  const option = form.elements.chosen.selectedOptions[0];
  const blanks = option.dataset.blanks.split(" ");
  for (const field of form.querySelectorAll("[data-blank]")) field.hidden = !blanks.includes(field.dataset.blank);
  form.querySelector("[data-own]").hidden = Boolean(option.value);
  form.querySelector("[data-fill]").hidden = !option.value;
  document.getElementById("notice-english").hidden = option.dataset.english === undefined;
  document.getElementById("notice-every").hidden = Number(form.elements.times.value) < 2;
}

/* Whether nothing is left open. */
const isWritten = () =>
  [...form.querySelectorAll("[data-blank]:not([hidden])")].every((field) => field.control.value.trim());

function changed() {
  draw();
  window.clearTimeout(typing);
  typing = window.setTimeout(foretell, THINKS);
}

/* What was written, as the server is told of it. */
function written() {
  const { chosen, text, n, english } = form.elements;
  const option = chosen.selectedOptions[0];
  const blanks = option.dataset.blanks.split(" ");
  const wish = { english: english.checked && option.dataset.english !== undefined };
  if (chosen.value) wish.chosen = chosen.value;
  if (blanks.includes("text")) wish.text = text.value;
  if (blanks.includes("n")) wish.n = /^\d{1,3}$/.test(n.value.trim()) ? Number(n.value) : null;
  return wish;
}

const zones = () =>
  [...form.querySelectorAll("[name=zone]")]
    .filter((box) => box.type === "hidden" || box.checked)
    .map((box) => box.value);

/* What the loudspeaker will say; only the newest answer counts. */
async function foretell() {
  const own = ++asked;
  if (!isWritten()) return tell(preview.dataset.empty);
  const { status, body } = await post("/voices/notices/previews", written());
  if (own !== asked) return;
  if (status !== 200) return tell(body.message || preview.dataset.lost, true);
  const spoken = Number(form.elements.times.value) > 0;
  const text = spoken ? body.said : Object.values(body.texts).join(" ");
  tell((spoken ? preview.dataset.says : preview.dataset.shows).replace("{text}", text));
}

function tell(words, bad = false) {
  preview.textContent = words;
  preview.classList.toggle("bad", bad);
}

async function putUp() {
  const go = document.getElementById("notice-go");
  if (go.disabled) return;
  if (!zones().length) return tell(preview.dataset.where, true);
  go.disabled = true;
  asked += 1;
  window.clearTimeout(typing);
  const { times, every, stays } = form.elements;
  const more = { times: Number(times.value), every: Number(every.value), stays: stays.checked };
  const wish = { ...written(), zones: zones(), ...more };
  const { status, body } = await sendOnce("/voices/notices", wish);
  if (status === DONE) {
    form.reset();
    tell(preview.dataset.empty);
  } else {
    tell(body.message || preview.dataset.lost, true);
  }
  go.disabled = false;
  draw();
  renew();
}

async function act(event) {
  const button = event.target.closest("[data-act]");
  if (!button) return;
  button.disabled = true;
  const { notice } = button.closest("[data-notice]").dataset;
  const { status, body } = await post(`/voices/notices/${notice}/${button.dataset.act}`);
  button.disabled = false;
  if (status !== DONE) tell(body.message || preview.dataset.lost, true);
  renew();
}

/* The newest list in the place of this one; whoever is on a key stays on it. */
async function renew() {
  again = asking;
  if (asking) return;
  asking = true;
  const lang = document.documentElement.lang;
  const there = await fetch(`/voices/notices?lang=${lang}`, { cache: "no-store" }).catch(() => null);
  const text = there?.ok ? await there.text() : null;
  if (text !== null && text !== list.dataset.drawn) {
    const on = document.activeElement?.id;
    const held = list.contains(document.activeElement);
    list.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
    list.dataset.drawn = text;
    if (held) (document.getElementById(on) ?? form?.elements.chosen)?.focus();
  }
  asking = false;
  if (again) renew();
}

if (form) startForm();
list.addEventListener("click", act);
watch("notices", { snapshot: renew, calm: isCalm });
