// What the pages of the manager do: post, say what was refused, ask before what cannot be undone.
import { post } from "/static/ask.js";

/** The page's sentences, by name. */
export const words = JSON.parse(document.getElementById("words").textContent);
const says = document.getElementById("says");
const dialog = document.getElementById("ask");

/** Posts; the answer's body, or null after its refusal was said. */
export async function done(url, body = {}) {
  const answer = await post(url, body);
  const fine = answer.status >= 200 && answer.status < 300;
  says.textContent = fine ? "" : answer.body.message || words.lost;
  return fine ? answer.body : null;
}

/** Asks the question `what` about `name`: whether it was answered with yes. */
export function sure(what, name) {
  document.getElementById("question").textContent = words[what].replace("{name}", name);
  document.getElementById("yes").textContent = words[`yes_${what}`];
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => answer(dialog.returnValue === "yes"), { once: true });
  });
}

document.getElementById("sign-out")?.addEventListener("click", async () => {
  if (await done("/sign-out")) location.assign("/");
});
