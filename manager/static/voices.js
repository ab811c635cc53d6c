// The loudspeakers: how each does, its test and what was heard of it.
import "/voices/static/notices.js";
import { done } from "./page.js";
import { renewing, replace } from "./renew.js";

const box = document.getElementById("speakers");
const put = (old, fresh) => replace(old, fresh, next);
const renew = renewing("speakers", { room: "voices", put });

/* Where its zone goes on: the answer to give, or the next test. */
function next(held) {
  const zone = held.closest("[data-zone]")?.dataset.zone;
  return box.querySelector(`[data-zone="${zone}"]`)?.querySelector("[data-heard], [data-try]");
}

box.addEventListener("click", async (event) => {
  const key = event.target.closest("button");
  if (!key) return;
  const { zone } = key.closest("[data-zone]").dataset;
  const { heard, mute } = key.dataset;
  const url = `/manager/voices/${zone}`;
  const told = mute
    ? await done("/voices/mutes", { zone, mute: mute === "yes" })
    : await done(heard ? `${url}/hearings` : `${url}/trials`, heard ? { heard } : {});
  if (told) renew();
});
