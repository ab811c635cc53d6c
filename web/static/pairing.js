/* Waits until the manager has accepted this machine, or its code is over; then loads anew. */
import "/static/beat.js";
import { post } from "/static/ask.js";

const box = document.querySelector("[data-pairing]");
const until = Date.now() + Number(box.dataset.left);

async function look() {
  const { status, body } = await post("/devices/claims", { kind: box.dataset.pairing });
  const over = Date.now() > until || body.state === "over";
  if (status === 200 && (body.state === "accepted" || over)) again();
  else setTimeout(look, status === 200 ? 2000 : 5000);
}

/* Only when the server answers: an error page of the browser would stay for ever. */
async function again() {
  const there = await fetch(location.href, { cache: "no-store" }).catch(() => null);
  // Not reload(): of a page that another site led to it would be that site's once more.
  if (there && there.status < 429) location.replace(location.href);
  else setTimeout(again, 5000);
}

setTimeout(look, 2000);
