/* Keeps the health column of the home page fresh. */
import { hhmm } from "/static/time.js";
import { post, watch } from "/static/live.js";

const list = document.getElementById("lights");
const day = document.getElementById("day");
const offline = document.getElementById("offline");
const room = document.documentElement.lang === "en" ? "home-en" : "home";

const out = document.getElementById("sign-out");
if (out)
  out.addEventListener("click", (event) => {
    event.preventDefault();
    post("/sign-out").then(() => location.reload());
  });

watch(room, {
  snapshot: (s) => {
    s.lights.forEach(show);
    day.textContent = words(s.day);
  },
  state: (up) => {
    offline.hidden = up;
  },
});

function show(light) {
  const row = list.querySelector('[data-part="' + light.part + '"]');
  if (!row) return;
  row.className = light.state;
  row.querySelector("h3").textContent = light.title;
  row.querySelector("b").textContent = light.words;
  row.querySelector("span").textContent = light.detail ? " · " + light.detail : "";
}

function words({ open, opens_at }) {
  if (open) return day.dataset.open;
  return opens_at ? day.dataset.opens + " " + hhmm(opens_at) : day.dataset.shut;
}
