/* The page's live connection: whole snapshots of the rooms it watches, and momentary events. */
import "/static/beat.js";
import { onWake } from "/static/sleep.js";
import { now, settle } from "/static/time.js";

export { now };
export { key, post, repeatable } from "/static/ask.js";

const rooms = new Map();
let socket = null;
let up = false;
let outdated = null;

/**
 * Watches a room. handlers: snapshot(s), state(up, ago), calm(), and one function per momentary
 * event ("called", "play", …). `ago`: what is shown was already so old, ms; more than 0 after sleep.
 * Comes back by itself after a lost connection and asks for all again.
 * Once the office has other settings the page loads anew, as soon as calm() says that it may.
 * @returns {{emit(event: string, data: object): void, again(): void}}
 */
export function watch(room, handlers) {
  rooms.set(room, handlers);
  if (!socket) open();
  for (const event of Object.keys(handlers)) {
    if (["snapshot", "state", "calm"].includes(event)) continue;
    socket.on(event, (data) => {
      // What is sent to this page alone names its connection, which is no room it watches.
      if (!data || data.room === room || !rooms.has(data.room)) call(handlers[event], data);
    });
  }
  if (socket.connected) ask(room);
  else if (handlers.state && !up) later(room);
  return {
    emit: (event, data) => socket.emit(event, data),
    again: () => ask(room),
  };
}

function open() {
  socket = window.io({
    transports: ["websocket"],
    reconnectionDelay: 300,
    reconnectionDelayMax: 2000,
    timeout: 4000,
  });
  socket.on("connect", () => rooms.forEach((_, room) => ask(room)));
  socket.on("disconnect", () => tell(false));
  socket.on("snapshot", (s) => receive(s.room, s));
  onWake({ slept: wake, shown: prove });
}

function ask(room) {
  socket.emit("watch", { room }, (s) => {
    if (!s) return;
    if (s.denied) return denied();
    tell(true);
    receive(room, s);
  });
}

/* Signed out, taken over or no longer let in: the page itself says where one stands. */
function denied() {
  setTimeout(async () => {
    const there = await fetch(location.href, { cache: "no-store" }).catch(() => null);
    if (there && there.status < 500) location.reload();
  }, 1000);
}

function receive(room, s) {
  const handlers = rooms.get(room);
  if (!handlers) return;
  if (typeof s.now === "number") settle(s.now);
  compare(s.edition);
  call(handlers.snapshot, s);
}

/* Was this page made from other settings than the server has now? */
function compare(edition) {
  const own = document.documentElement.dataset.edition;
  clearInterval(outdated);
  if (!own || !edition || edition === own) return;
  outdated = setInterval(load, 500);
  load();
}

/* First it is asked for: a page that did not come would leave the screen to the browser's error. */
async function load() {
  const calm = () => up && [...rooms.values()].every(({ calm }) => !calm || calm());
  if (!calm()) return;
  const there = await fetch(location.href, { cache: "no-store" }).catch(() => null);
  if (!there || !there.ok || !calm()) return;
  // From here on this page is asked to do nothing more, such as to speak a call.
  socket.off("disconnect").disconnect();
  location.reload();
}

function tell(state, ago = 0) {
  if (up === state) return;
  up = state;
  document.documentElement.dataset.live = up ? "up" : "down";
  rooms.forEach((handlers) => call(handlers.state, up, ago));
}

/* A page opened while the server is away gets no "disconnect"; it is told after 5 s. */
function later(room) {
  setTimeout(() => {
    const handlers = rooms.get(room);
    if (!up && handlers) call(handlers.state, false, 0);
  }, 4500);
}

function wake(stood) {
  tell(false, stood);
  renew();
}

function renew() {
  socket.disconnect().connect();
}

/* The socket of a tab that is shown again may be dead by now: it must answer within 3 s. */
function prove() {
  const limit = setTimeout(renew, 3000);
  socket.emit("watch", { room: rooms.keys().next().value }, (s) => {
    clearTimeout(limit);
    if (s) receive(s.room, s);
  });
}

function call(handler, ...values) {
  if (!handler) return;
  try {
    handler(...values);
  } catch (error) {
    console.error(error);
  }
}
