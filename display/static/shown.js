/* What the hall sees at one moment, from the calls and the office's time. Pure: no page, no clock. */

/**
 * Three calls within 20 s open the burst; it stays 20 s after its last call; each is seen for 10 s.
 * Pages turn every 5 s, so that the last of many is seen soon; twice 5 s is the 10 s.
 */
export const BURST = { calls: 3, within: 20000, after: 20000, seen: 10000, turn: 5000 };

/** Older calls are let go, but never those on the calm screen, nor from within a restless time. */
const KEPT = { calls: 7, within: 15 * 60000, quiet: 60000 };

/** A page that is opened shows as called now whom it finds called so long ago. */
const MISSED = 60000;

/**
 * @param {Array<{seq: number, at: number, turn: number, ticket: number, came: number[],
 *   gone: ?number}>} calls from joined(), in any order
 * @param {number} now the office's time, ms
 * @param {number} size cards on one page of the burst
 * @returns {{mode: "calm", newest: ?object, before: object[], recent: object[]} |
 *   {mode: "burst", cards: object[], page: number, others: number}} others: on the other pages
 */
export function shown(calls, now, size = 6) {
  const burst = burstAt(moments(calls, now), now, size);
  if (burst === null) {
    const there = calls.filter((call) => call.gone === undefined);
    const latest = onceEach(there.sort((a, b) => b.at - a.at || b.seq - a.seq));
    return {
      mode: "calm",
      newest: latest[0] || null,
      before: latest.slice(1, 3),
      recent: latest.slice(3, 7),
    };
  }
  const pages = burst.wait.map((_, page) => page);
  const rest = pages.filter((page) => page !== burst.page && lasting(burst, page));
  return {
    mode: "burst",
    cards: onPage(burst, burst.page),
    page: burst.page,
    others: rest.reduce((sum, page) => sum + onPage(burst, page).length, 0),
  };
}

/**
 * The calls of a snapshot joined to those known before: a snapshot may hold only the latest, and a
 * long burst must keep its places. One that is missing was undone; its place stays empty.
 * `came`: when this page heard of each of its calls, `gone`: when of the undoing.
 * @param {object[]} known from joined()
 * @param {{calls: object[], whole: boolean, now: number}} snapshot calls with state, at and
 *   first_at: its last and first call; whole: they are all of the day
 * @param {?number} heard `now` of the snapshot before
 * @returns {object[]}
 */
export function joined(known, { calls, whole, now }, heard) {
  const before = new Map(known.map((call) => [call.turn, call]));
  const turns = new Set(calls.map((call) => call.turn));
  const oldest = whole ? -Infinity : Math.min.apply(null, calls.map((call) => call.at));
  const late = heard === null ? now - MISSED : heard;
  const latest = calls.map((call) => ({ ...call, came: came(before.get(call.turn), call, now, late) }));
  const rest = known.filter((call) => !turns.has(call.turn));
  const undone = (call) => call.at >= oldest && call.gone === undefined;
  return lately(latest.concat(rest.map((call) => (undone(call) ? { ...call, gone: now } : call))));
}

/* Called to a screen that was away and still awaited: shown as if called now. */
function came(known, call, now, late) {
  if (known && known.at === call.at) return known.came;
  const at = call.state === "called" && call.at > late ? now : call.at;
  if (known) return known.came.concat(at);
  return call.first_at < at && at < now ? [call.first_at, at] : [at];
}

/* A burst that still runs keeps all its calls, or its cards would jump: the cut is at a quiet. */
function lately(calls) {
  const newest = calls.slice().sort((a, b) => b.at - a.at || b.seq - a.seq);
  const cut = newest.findIndex(
    (call, i) =>
      i >= KEPT.calls &&
      newest[0].at - call.at > KEPT.within &&
      newest[i - 1].at - call.at > KEPT.quiet,
  );
  const gone = new Set(cut < 0 ? [] : newest.slice(cut));
  return calls.filter((call) => !gone.has(call));
}

/* One number is never shown going to two counters: its latest call is the one that counts. */
function onceEach(calls) {
  const seen = new Set();
  return calls.filter((call) => !seen.has(call.ticket) && seen.add(call.ticket));
}

/* Every time that a number was called, oldest first. After now is nothing, were the clock put back. */
function moments(calls, now) {
  const found = [];
  for (const call of calls) {
    for (const at of call.came) if (at <= now) found.push({ at, call });
  }
  return found.sort((a, b) => a.at - b.at || a.call.seq - b.call.seq);
}

function burstAt(times, now, size) {
  let burst = null;
  times.forEach(({ at, call }, i) => {
    if (burst !== null && !turnPages(burst, at)) burst = null;
    if (burst !== null) {
      join(burst, call, at);
      return;
    }
    const together = times.slice(0, i + 1).filter((time) => at - time.at <= BURST.within);
    if (new Set(together.map((time) => time.call.ticket)).size >= BURST.calls) {
      burst = { members: [], wait: [], called: [], page: 0, t: at, since: at, size };
      for (const time of together) join(burst, time.call, at);
    }
  });
  return burst !== null && turnPages(burst, now) ? burst : null;
}

/* A number called again keeps its card: nothing jumps. Its page is owed another 10 s. */
function join(burst, call, at) {
  let place = burst.members.findIndex((member) => member.ticket === call.ticket);
  if (place < 0) place = burst.members.length;
  burst.members[place] = call;
  const page = Math.floor(place / burst.size);
  burst.wait[page] = BURST.seen;
  burst.called[page] = at;
}

function onPage(burst, page) {
  const all = burst.members.slice(page * burst.size, (page + 1) * burst.size);
  return all.filter((call) => !(call.gone <= burst.t));
}

/* A page is over when all its cards were seen and its last call is 20 s old. */
function lasting(burst, page) {
  if (!onPage(burst, page).length) return false;
  return burst.wait[page] > 0 || burst.t < burst.called[page] + BURST.after;
}

/*
 * Lets time pass up to `to`. `wait[page]` is how long a page must still be seen. Every 5 s comes
 * the next page, first one that was never seen, else one that is not over.
 * @returns {boolean} false when the burst was over by then
 */
function turnPages(burst, to) {
  while (burst.t < to) {
    if (!burst.wait.some((_, page) => lasting(burst, page))) return false;
    if (burst.t >= burst.since + BURST.turn || !onPage(burst, burst.page).length) {
      burst.page = nextPage(burst);
      burst.since = burst.t;
    }
    const ends = burst.called
      .map((at) => at + BURST.after)
      .concat(burst.members.map((call) => call.gone))
      .filter((end) => end > burst.t);
    const owed = burst.wait[burst.page];
    if (owed > 0) ends.push(burst.t + owed);
    const until = Math.min.apply(null, ends.concat(burst.since + BURST.turn, to));
    burst.wait[burst.page] = Math.max(0, owed - (until - burst.t));
    burst.t = until;
  }
  return burst.wait.some((_, page) => lasting(burst, page));
}

function nextPage(burst) {
  const pages = burst.wait.length;
  const round = burst.wait.map((_, step) => (burst.page + 1 + step) % pages);
  const unseen = round.filter((page) => burst.wait[page] === BURST.seen && page !== burst.page);
  const left = round.filter((page) => lasting(burst, page));
  return unseen.concat(left, burst.page)[0];
}
