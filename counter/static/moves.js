// Which key may be pressed now, and if not, why: the server's facts, counted on with its clock.

import { now } from "/static/live.js";
import { exactly, knows, say } from "./words.js";

/** A move's facts now: {ok, code, at, until}; what becomes allowed or late does so by itself. */
function fact(desk, move) {
  const told = move === "issue" ? { ok: true } : desk.moves[move];
  if (!told) return { ok: false, code: "no_turn" };
  if (told.ok) return told.until && now() >= told.until ? { ok: false, code: "too_late" } : told;
  return told.at && now() >= told.at ? { ok: true } : told;
}

/** {ok, why}: `why` is the reason on a dashed key, or what is left of the time on a live one. */
export function may(desk, move, up = true) {
  if (!up) return { ok: false, why: say("why_lost"), code: "lost" };
  const told = fact(desk, move);
  if (told.ok) {
    const left = told.until ? told.until - now() : 0;
    return { ok: true, why: left > 0 ? left_of(left) : "" };
  }
  return { ok: false, why: because(desk, move, told), code: told.code };
}

/** May a named ticket be called here now? As call next, but somebody is waiting for sure. */
export function mayCall(desk, up) {
  const told = may(desk, "call_next", up);
  return told.ok || told.code === "nobody_waiting" ? { ok: true, why: "" } : told;
}

const left_of = (ms) => say("why_left", { time: exactly(Math.ceil(ms / 1000) * 1000) });

function because(desk, move, told) {
  if (told.at && told.at > now()) return left_of(told.at - now());
  const exact = `why_${told.code}_${move}`;
  const facts = { ...told, calls: desk.turn?.calls ?? 0 };
  if (knows(exact)) return say(exact, facts);
  return knows(`why_${told.code}`) ? say(`why_${told.code}`, facts) : say("why_other");
}
