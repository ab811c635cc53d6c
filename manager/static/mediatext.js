// A notice in words: written anew, or one of the list changed.
import { post, repeatable } from "/static/live.js";
import { words } from "./page.js";

const dialog = document.getElementById("text");
const form = document.getElementById("text-form");
const DONE = 300;
/* The item that is changed; null: a new one. */
let item = null;
const addOnce = repeatable();

/** Whether somebody is at it. */
export const isWriting = () => Boolean(dialog?.open);

/** Lets notices be written; `renew()` after one was. Gives the function that opens a row's. */
export function letWrite(renew) {
  if (!form) return () => {};
  const { title, text, from, to } = form.elements;
  const head = document.getElementById("text-title");
  const says = document.getElementById("text-says");

  function count() {
    for (const field of [title, text])
      document.getElementById(`${field.name}-count`).textContent = words.letters
        .replace("{n}", field.value.length)
        .replace("{most}", field.maxLength);
  }

  function open(row) {
    item = row?.dataset.item ?? null;
    form.reset();
    says.textContent = "";
    head.textContent = row ? head.dataset.change : head.dataset.new;
    if (row) {
      title.value = row.dataset.title;
      text.value = row.dataset.text;
      for (const field of [from, to]) field.value = row.querySelector(`[name=${field.name}]`).value;
    }
    count();
    dialog.showModal();
    title.focus();
  }

  function fault() {
    if (![title, text, from, to].every((field) => field.checkValidity())) return words.unfinished;
    return text.value.trim().split("\n").length > Number(text.dataset.lines) ? words.lines : "";
  }

  async function keep() {
    says.textContent = fault();
    if (says.textContent) return;
    const days = { from: from.value || null, to: to.value || null };
    const wish = { title: title.value, text: text.value, ...days };
    const { status, body } = await (item
      ? post(`/display/media/${item}/changes`, wish)
      : addOnce("/display/media/texts", wish));
    if (status < 200 || status >= DONE) {
      says.textContent = body.message || words.lost;
      return;
    }
    dialog.close();
    renew();
  }

  form.addEventListener("input", count);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keep();
  });
  document.getElementById("text-back").addEventListener("click", () => dialog.close());
  document.getElementById("write").addEventListener("click", () => open(null));
  return open;
}
