/* The page's live connection: whole snapshots of the rooms it watches, and momentary events. */
import { onWake } from "/static/sleep.js";
import { now, settle } from "/static/time.js";

export { now };
export { key, post } from "/static/ask.js";

const rooms = new Map();
let socket = null;
let up = false;

/**
 * Watches a room. handlers: snapshot(s), state(up), and one function per momentary event
 * ("called", "play", …). Comes back by itself after a lost connection and asks for all again.
 * @returns {{emit(event: string, data: object): void, again(): void}}
 */
export function watch(room, handlers) {
  rooms.set(room, handlers);
  if (!socket) open();
  for (const event of Object.keys(handlers)) {
    if (event === "snapshot" || event === "state") continue;
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
  onWake({ slept: renew, shown: prove });
}

function ask(room) {
  socket.emit("watch", { room }, (s) => {
    if (!s) return;
    tell(true);
    receive(room, s);
  });
}

function receive(room, s) {
  const handlers = rooms.get(room);
  if (!handlers) return;
  if (typeof s.now === "number") settle(s.now);
  call(handlers.snapshot, s);
}

function tell(state) {
  if (up === state) return;
  up = state;
  document.documentElement.dataset.live = up ? "up" : "down";
  rooms.forEach((handlers) => call(handlers.state, up));
}

/* A page opened while the server is away gets no "disconnect"; it is told after 5 s. */
function later(room) {
  setTimeout(() => {
    const handlers = rooms.get(room);
    if (!up && handlers) call(handlers.state, false);
  }, 4500);
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

function call(handler, value) {
  if (!handler) return;
  try {
    handler(value);
  } catch (error) {
    console.error(error);
  }
}
