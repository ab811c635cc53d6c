// The mute key: silences the loudspeaker of this counter's zone, or lets it be heard again.

import { post } from "/static/live.js";
import { part, set } from "./h.js";
import { clock, say } from "./words.js";

const key = part("mute");

export function showMute(desk, up) {
  if (!key) return;
  const muted = desk.muted !== null;
  key.setAttribute("aria-pressed", String(muted));
  key.classList.toggle("chosen", muted);
  key.setAttribute("aria-disabled", String(!up));
  set(part("mute-word"), muted ? say("unmute", { at: clock(desk.muted) }) : say("mute"));
}

/** `tell(kind, sentence)` says to the officer what became of it. */
export async function flipMute(desk, tell) {
  if (!key) return;
  const mute = desk.muted === null;
  const { status, body } = await post("/voices/mutes", { zone: key.dataset.zone, mute });
  if (status === 201) tell("done", say(mute ? "told_muted" : "told_unmuted"));
  else tell("warn", body?.message || say("no_answer"));
}
