/* What the hall sees at one moment, from the calls and the office's time. Pure: no page, no clock. */

/**
 * Three calls within 20 s open the burst; it stays 20 s after its last call; each is seen for 10 s.
 * Pages turn every 5 s, so that the last of many is seen soon; twice 5 s is the 10 s.
 */
export const BURST = { calls: 3, within: 20000, after: 20000, seen: 10000, turn: 5000 };

/** Older calls are let go, but never those on the calm screen, nor from within a restless time. */
const KEPT = { calls: 7, within: 15 * 60000, quiet: 60000 };

/**
 * @param {Array<{seq: number, at: number, first_at: number, turn: number, ticket: number}>} calls the day's latest
 *   calls, one for each turn, in any order; `at` is its last call, `first_at` its first, ms
 * @param {number} now the office's time, ms
 * @param {number} size cards on one page of the burst
 * @returns {{mode: "calm", newest: ?object, before: object[], recent: object[]} |
 *   {mode: "burst", cards: object[], page: number, others: number}} others: on the other pages
 */
export function shown(calls, now, size = 6) {
  const burst = burstAt(moments(calls, now), now, size);
  if (burst === null) {
    const latest = onceEach(calls.slice().sort((a, b) => b.at - a.at || b.seq - a.seq));
    return {
      mode: "calm",
      newest: latest[0] || null,
      before: latest.slice(1, 3),
      recent: latest.slice(3, 7),
    };
  }
  const from = burst.page * size;
  const cards = burst.members.slice(from, from + size);
  const others = burst.members.filter(
    (_, i) => Math.floor(i / size) !== burst.page && lasting(burst, Math.floor(i / size)),
  );
  return { mode: "burst", cards, page: burst.page, others: others.length };
}

/**
 * The calls of a snapshot joined to those known before: a snapshot holds only the latest, and a
 * long burst must keep its places. One that is missing from among the latest was undone.
 * @param {object[]} known @param {object[]} latest @returns {object[]}
 */
export function joined(known, latest) {
  if (!latest.length) return [];
  const turns = new Set(latest.map((call) => call.turn));
  const oldest = Math.min.apply(null, latest.map((call) => call.at));
  return lately(
    latest.concat(known.filter((call) => call.at < oldest && !turns.has(call.turn))),
  );
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

/* Every time that a number was called, oldest first. A call cannot be later than now. */
function moments(calls, now) {
  const found = [];
  for (const call of calls) {
    const last = Math.min(call.at, now);
    const first = call.first_at === undefined ? last : Math.min(call.first_at, last);
    if (first < last) found.push({ at: first, call });
    found.push({ at: last, call });
  }
  return found.sort((a, b) => a.at - b.at || a.call.seq - b.call.seq);
}

function burstAt(times, now, size) {
  let burst = null;
  times.forEach(({ at, call }, i) => {
    if (burst !== null && !turnPages(burst, at)) burst = null;
    if (burst !== null) {
      join(burst, call, at, size);
      return;
    }
    const together = times.slice(Math.max(0, i - BURST.calls + 1), i + 1);
    const tickets = new Set(together.map((time) => time.call.ticket));
    if (tickets.size === BURST.calls && at - together[0].at <= BURST.within) {
      burst = { members: [], wait: [], called: [], page: 0, t: at, since: at };
      for (const time of together) join(burst, time.call, at, size);
    }
  });
  return burst !== null && turnPages(burst, now) ? burst : null;
}

/* A number called again keeps its card: nothing jumps. Its page is owed another 10 s. */
function join(burst, call, at, size) {
  let place = burst.members.findIndex((member) => member.ticket === call.ticket);
  if (place < 0) place = burst.members.length;
  burst.members[place] = call;
  const page = Math.floor(place / size);
  burst.wait[page] = BURST.seen;
  burst.called[page] = at;
}

/* A page is over when all its cards were seen and its last call is 20 s old. */
function lasting(burst, page) {
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
    if (burst.t >= burst.since + BURST.turn) {
      burst.page = nextPage(burst);
      burst.since = burst.t;
    }
    const ends = burst.called.map((at) => at + BURST.after).filter((end) => end > burst.t);
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
