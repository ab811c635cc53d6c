// Sitting down at a counter; taking it from somebody is asked for in so many words.
import { post } from "/static/ask.js";

const { counter } = document.querySelector("[data-counter]").dataset;
const words = JSON.parse(document.getElementById("words").textContent);
const form = document.getElementById("sit");
const button = form.querySelector("button");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (button.disabled) return;
  button.disabled = true;
  const take = "take" in button.dataset;
  const { status, body } = await post(`/counter/${counter}/seats`, { take });
  // Somebody came first: the page that comes now asks whether to take it from them.
  if (status === 201 || body.error === "seat_taken") location.reload();
  else {
    form.querySelector(".says").textContent = body.message || words.lost;
    button.disabled = false;
  }
});

document.getElementById("sign-out").addEventListener("click", async (event) => {
  event.preventDefault();
  await post("/sign-out");
  location.reload();
});
