/* An invited person's own PIN and password. The invitation stands after the #: it is sent in a
   body, never in an address. */
import { post } from "/static/ask.js";

const words = JSON.parse(document.getElementById("words").textContent);
const form = document.getElementById("start");
const token = location.hash.slice(1);
const NEEDS_PASSWORD = ["manager", "supervisor"];
const at = (id) => document.getElementById(id);

async function look() {
  const { status, body } = await post("/start/looks", { token });
  if (status !== 200) {
    at("why").textContent = body.message || words.lost;
    at("over").hidden = false;
    return;
  }
  const first = body.first;
  form.querySelector("[data-role=manager]").hidden = !first;
  form.querySelector("[data-role=other]").hidden = first;
  form.querySelector("[data-part=name]").hidden = !first;
  form.querySelector("[data-part=pin]").hidden = body.role === "supervisor";
  at("whom").textContent = body.name;
  at("optional").hidden = NEEDS_PASSWORD.includes(body.role);
  form.hidden = false;
  form.querySelector("label:not([hidden]) input").focus();
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { name, pin, password } = form.elements;
  const wish = { token, name: name.value, pin: pin.value, password: password.value };
  const { status, body } = await post("/start", wish, { timeout: 15000 });
  const says = form.querySelector(".says");
  if (status !== 201) {
    says.textContent = body.message || words.lost;
    says.classList.add("bad");
    return;
  }
  // Back in the browser's history there is no secret any more.
  history.replaceState(null, "", "/start");
  form.hidden = true;
  at("handle").textContent = body.handle;
  at("onward").href = body.role === "officer" ? "/" : "/sign-in?next=/manager/";
  at("done").hidden = false;
});

if (token) look();
else at("over").hidden = false;
