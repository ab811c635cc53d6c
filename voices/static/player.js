// The loudspeaker of a display: plays the calls that the office sends, one at a time.
//
//   import {player} from "/voices/static/player.js";
//   const sound = player({zone: "hall", changed(state) { … }});
//   const link = watch("board", {snapshot, called,
//     state(up) { sound.state(up); … }, play: sound.play, quiet: sound.quiet});
//   sound.attach(link);
//   button.addEventListener("click", sound.unlock);      // [Bật tiếng], shown while "locked"
//
// changed(state) is called at once and after every change, with
//   {mode: "trying" | "locked" | "ready" | "broken" | "off", speaking: seq | null}
//   trying: asking the browser · locked: the browser wants one touch first (show [Bật tiếng]) ·
//   ready: this page plays (it has claimed its zone; the office picks one page a zone) ·
//   broken: this machine cannot play sound
// sound.speaking() -> seq | null. Which call is being spoken in the hall is in the board's
// snapshot for every display; `speaking` here says only what this page is playing.
// A page of a display with `sound: false` simply makes no player.

const SILENCE = "/voices/static/silence.wav";

export function player({zone, changed = () => {}}) {
  // One element for the touch and for every call: some TVs unlock the element, not the page.
  const audio = new Audio();
  let link = null;
  let up = false;
  let mode = "trying";
  let current = null;
  // The last call said to its end; a server that began anew counts its calls from 1.
  let heard = "";
  let guard = 0;
  let owed = false;

  function say() {
    changed({mode, speaking: current === null ? null : current.seq});
  }

  // A server that began anew would at once send the next call into what is still being said.
  function claim() {
    owed = current !== null;
    if (link && up && !owed) link.emit("sound", {on: mode === "ready", zone});
  }

  function turn(next) {
    const before = mode;
    mode = next;
    if ((before === "ready") !== (next === "ready")) claim();
    say();
  }

  const known = (call) => `${call.seq} ${call.url}`;

  // Two rounds may overlap (a slow start, then the next call): only the newest may end itself.
  function end(call, whole) {
    if (current !== call) return;
    window.clearTimeout(guard);
    current = null;
    if (whole) heard = known(call);
    if (link) link.emit("ended", {seq: call.seq, heard: whole});
    if (owed) claim();
    say();
  }

  function refused(error) {
    if (error.name === "AbortError") return;
    turn(error.name === "NotAllowedError" ? "locked" : "broken");
  }

  function unlock() {
    if (current !== null) return Promise.resolve();
    if (mode !== "ready") turn("trying");
    audio.src = SILENCE;
    return audio.play().then(() => mode === "trying" && turn("ready"), refused);
  }

  function play(call) {
    if (mode !== "ready") {
      claim();
      return;
    }
    // After a cut the office may ask again for what this page is saying, or has said to its end.
    if (current !== null && current.seq === call.seq) return;
    if (heard === known(call)) {
      link.emit("ended", {seq: call.seq, heard: true});
      return;
    }
    window.clearTimeout(guard);
    current = call;
    audio.volume = (call.volume === undefined ? 100 : call.volume) / 100;
    audio.src = call.url;
    // The office goes on by itself after the sound's length; a page must not lag behind it.
    guard = window.setTimeout(() => {
      audio.pause();
      end(call, false);
    }, call.left_ms + 3000);
    audio.play().catch((error) => {
      if (error.name === "NotAllowedError") refused(error);
      if (error.name !== "AbortError") end(call, false);
    });
    say();
  }

  function quiet({seq}) {
    if (current === null || current.seq !== seq) return;
    const call = current;
    audio.pause();
    end(call, false);
  }

  audio.addEventListener("ended", () => {
    if (current !== null) end(current, true);
  });

  unlock();
  say();
  return {
    unlock,
    play,
    quiet,
    state(isUp) {
      up = isUp;
      claim();
    },
    attach(handle) {
      link = handle;
      claim();
    },
    speaking: () => (current === null ? null : current.seq),
  };
}
