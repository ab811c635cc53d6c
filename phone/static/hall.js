/* The hall on anybody's phone: puts the room's words into the page, and says when they are old. */
import { watch } from "/static/live.js";

const main = document.querySelector("main");
const room = Math.floor(Math.random() * Number(main.dataset.rooms));

watch(`hall-${document.documentElement.lang}.${room}`, {
  snapshot({ told }) {
    for (const box of document.querySelectorAll("[data-told]")) put(box, told[box.dataset.told]);
  },
  state(up) {
    document.querySelector(".up").hidden = !up;
    document.querySelector(".down").hidden = up;
  },
});

/* What is unchanged stays as it is, and where one reads it. */
function put(box, html) {
  if (box.said === html) return;
  box.said = html;
  box.innerHTML = html;
}
