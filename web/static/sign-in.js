/* One's name and PIN on the office's own machines, a name and a password elsewhere. */
import { post } from "/static/ask.js";

const words = JSON.parse(document.getElementById("words").textContent);
const to = document.querySelector("[data-to]").dataset.to;
const pinForm = document.getElementById("pin-form");
const passwordForm = document.getElementById("password-form");
let person = null;

async function send(form, body) {
  const says = form.querySelector(".says");
  const button = form.querySelector("button");
  if (button.disabled) return;
  button.disabled = true;
  say(says, words.wait, false);
  const answer = await post("/sign-in", body, { timeout: 15000 });
  button.disabled = false;
  if (answer.status === 201) location.assign(to);
  else {
    say(says, answer.body.message || words.lost, true);
    for (const field of form.querySelectorAll("[type=password]")) field.value = "";
    form.querySelector("[type=password]").focus();
  }
}

function say(box, sentence, bad) {
  box.textContent = sentence;
  box.classList.toggle("bad", bad);
}

function choose(button) {
  person = Number(button.dataset.person);
  for (const each of document.querySelectorAll("[data-person]"))
    each.classList.toggle("chosen", each === button);
  document.getElementById("whose").textContent = button.textContent.trim();
  pinForm.hidden = false;
  say(pinForm.querySelector(".says"), "", false);
  pinForm.elements.pin.value = "";
  pinForm.elements.pin.focus();
}

for (const button of document.querySelectorAll("[data-person]"))
  button.addEventListener("click", () => choose(button));

if (pinForm) {
  const pin = pinForm.elements.pin;
  const sendPin = () => send(pinForm, { person, secret: pin.value });
  pin.addEventListener("input", () => pin.value.length === 6 && sendPin());
  pinForm.addEventListener("submit", (event) => {
    event.preventDefault();
    sendPin();
  });
}

passwordForm.addEventListener("submit", (event) => {
  event.preventDefault();
  const { handle, password } = passwordForm.elements;
  send(passwordForm, { handle: handle.value, secret: password.value });
});
if (!pinForm) passwordForm.elements.handle.focus();
