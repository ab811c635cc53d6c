/* The line over a console in a practice hall: what an officer in training would see and hear. */
import { watch } from "/static/live.js";

const strip = document.querySelector("[data-practice]");
const line = strip.querySelector("[data-line]");
const words = JSON.parse(document.getElementById("practice-words").textContent);

watch("practice-" + strip.dataset.practice, {
  snapshot({ scene, minutes }) {
    const sentence = words[scene].replace("{minutes}", minutes);
    strip.dataset.scene = scene;
    if (line.textContent !== sentence) line.textContent = sentence;
  },
});
