// The desk in a small window: its turn and its keys, without the lists. What asks is asked elsewhere.

import { watch } from "/static/live.js";
import { acts } from "./acts.js";
import { asksElsewhere } from "./ask.js";
import { switching } from "./bar.js";
import { part, set } from "./h.js";
import { keyboard } from "./keyboard.js";
import { keysPress, showKeys } from "./keys.js";
import { rests, tell } from "./note.js";
import { presses, pressing, seen } from "./press.js";
import { showTurn, tickTurn } from "./turn.js";
import { goesFull } from "./window.js";
import { first, priority, room, say } from "./words.js";

const page = { desk: first, up: true, wish: null, tell, refresh };
const act = acts(page);
const title = document.title;
const elsewhere = () => tell("warn", say("elsewhere"));

function take(desk) {
  page.desk = desk;
  seen(desk);
  refresh();
}

function refresh() {
  document.title = (page.desk.turn ? `${page.desk.turn.ticket.label} · ` : "") + title;
  set(part("count"), say("count", { n: page.desk.waiting_count }));
  rests(asked(page.desk.turn?.ticket) ?? say("dashed_note"));
  showTurn(page.desk);
  showKeys(page.desk, page);
}

/** Of a priority that the citizen named: how to judge it. */
const asked = (ticket) =>
  ticket?.priority && !ticket.priority_confirmed
    ? say("to_judge", { name: priority(ticket.priority) })
    : null;

function tick() {
  tickTurn(page.desk);
  showKeys(page.desk, page);
}

presses({ take: (desk) => desk.seq >= page.desk.seq && take(desk), told: tell });
asksElsewhere(elsewhere);
keyboard({
  enter: act.enter,
  move: act.move,
  pausing: elsewhere,
  switch: () => act.move(switching(page.desk)),
  window: goesFull(part("full")),
  mute: elsewhere,
  arrow: elsewhere,
  digit: elsewhere,
  escape() {},
  bounced: () => tell("wait", say("bounced")),
});
keysPress(act);

seen(first);
refresh();
setInterval(tick, 250);
watch(room, {
  snapshot: take,
  state(up) {
    if (up === page.up) return;
    page.up = up;
    tell(up ? "done" : "warn", say(up ? "found_server" : "lost_server"));
    refresh();
  },
  calm: () => !pressing(),
});
