/* The hall on anybody's phone: puts the room's words into the page, and says when they are old. */
import { watch } from "/static/live.js";

watch(document.querySelector("main").dataset.room, {
  snapshot({ told }) {
    for (const box of document.querySelectorAll("[data-told]")) put(box, told[box.dataset.told]);
  },
  state(up) {
    document.querySelector(".up").hidden = !up;
    document.querySelector(".down").hidden = up;
  },
});

/* What is unchanged stays as it is, and so does where one reads it. */
function put(box, html) {
  const made = box.cloneNode(false);
  made.innerHTML = html;
  if (!made.isEqualNode(box)) box.innerHTML = html;
}
