// The officer's desk: its room gives the whole desk after each change; keys only post.

import { post, watch } from "/static/live.js";
import "/static/clock.js";
import { acts } from "./acts.js";
import { asking } from "./ask.js";

import { showBar, showHealth, switching } from "./bar.js";
import { part, set } from "./h.js";
import { keysPress, showKeys } from "./keys.js";
import { keyboard } from "./keyboard.js";
import { flipMute, showMute } from "./mute.js";
import { tell } from "./note.js";
import { asks } from "./questions.js";
import { presses, pressing, seen } from "./press.js";
import { queues, showQueue, tickQueue } from "./queue.js";
import { chosenRow, keyOf, keysSaid, step } from "./rows.js";
import { showSide, sides } from "./side.js";
import { showTurn, tickTurn } from "./turn.js";
import { full, goesSmall } from "./window.js";
import { first, room, say } from "./words.js";

const page = { desk: first, up: true, wish: null, chosen: null, tell, refresh };
const act = acts(page);
const title = document.title;
const AGAIN = 3000;
let granted = -AGAIN;

/** The room's newest snapshot. A server that began anew counts from 1, so it is never compared. */
function take(desk) {
  page.desk = desk;
  seen(desk);
  if (!chosenRow(desk, page.chosen)) page.chosen = null;
  refresh();
}

function refresh() {
  document.title = (page.desk.turn ? `${page.desk.turn.ticket.label} · ` : "") + title;
  showTurn(page.desk);
  showQueue(page.desk, page.chosen);
  showSide(page.desk, page.chosen, page.up);
  showBar(page.desk, page);
  showKeys(page.desk, page);
  showMute(page.desk, page.up);
  if (page.desk.health) showHealth(page.desk.health);
}

/** A wish to pause comes true as soon as nobody is here; while the server is away it waits. */
function grant() {
  if (!page.wish || !page.up || page.desk.turn || pressing()) return;
  if (page.desk.state !== "open") page.wish = null;
  else if (performance.now() - granted >= AGAIN) {
    granted = performance.now();
    act.pause(page.wish);
  }
}

function tick() {
  grant();
  tickTurn(page.desk);
  tickQueue();
  showSide(page.desk, page.chosen, page.up);
  showBar(page.desk, page);
  showKeys(page.desk, page);
}

function choose(list, id) {
  page.chosen = list && { list, id };
  refresh();
  const row = chosenRow(page.desk, page.chosen);
  set(part("spoken"), row ? say("row_chosen", row) + keysSaid(page.chosen) : "");
  document.querySelector(".row[aria-current]")?.scrollIntoView({ block: "nearest" });
}

function arrow(dx, dy) {
  const to = step(page.desk, page.chosen, dx, dy);
  choose(to?.list ?? null, to?.id);
}

function digit(n) {
  const row = chosenRow(page.desk, page.chosen);
  const name = row && keyOf(page.chosen, n);
  if (name) act.onRow(name, row);
}

const flip = () => act.move(switching(page.desk));
const mute = () => flipMute(page.desk, tell);

// The snapshot in a refusal may be overtaken by the room's.
presses({ take: (desk) => desk.seq >= page.desk.seq && take(desk), told: tell });
asks({ told: tell });
queues({ act: act.onRow, choose });
sides({ act: act.onRow, choose });
keyboard({
  enter: act.enter,
  move: act.move,
  pausing: () => act.pausing(null),
  switch: flip,
  window: goesSmall(part("compact")),
  mute,
  arrow,
  digit,
  escape: () => choose(null),
  bounced: () => tell("wait", say("bounced")),
});
keysPress(act);
part("switch").addEventListener("click", flip);
part("mute")?.addEventListener("click", mute);
for (const key of document.querySelectorAll("[data-pause]"))
  key.addEventListener("click", () => act.pausing(key.dataset.pause || null));

part("leave")?.addEventListener("click", async (event) => {
  event.preventDefault();
  const { status, body } = await post("/sign-out");
  if (status === 201) location.assign("/");
  else tell("warn", body.message || say("no_answer"));
});

window.name = full;
seen(first);
refresh();
setInterval(tick, 250);
watch(room, {
  snapshot: take,
  state(up) {
    if (up === page.up) return;
    page.up = up;
    document.body.classList.toggle("lost", !up);
    tell(up ? "done" : "warn", say(up ? "found_server" : "lost_server"));
    refresh();
  },
  calm: () => !asking() && !pressing() && !page.wish && !page.chosen && !isTyping(),
});

function isTyping() {
  return Boolean(document.querySelector("dialog[open]") || document.activeElement?.value);
}
