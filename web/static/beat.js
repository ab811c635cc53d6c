/* A page that a launcher watches says every few seconds that it lives. */
const EACH = 5000;

const watch = new URLSearchParams(location.search).get("watch");
if (watch) {
  beat();
  setInterval(beat, EACH);
}

function beat() {
  fetch("/beats", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ watch }),
  }).catch(() => {});
}
