/* What the hall sees at one moment, from the board's snapshots and the office's time: no page, no clock. */

/**
 * Three numbers within 20 s open the burst; it stays 20 s after its last call; each is seen for 10 s.
 * Pages turn every 5 s, so that the last of many is seen soon; twice 5 s is the 10 s.
 */
const BURST = { calls: 3, within: 20000, after: 20000, seen: 10000, turn: 5000 };

/** ms: when more than this is owed to all pages together, cards become smaller, and more to a page. */
const FITS = 20000;

/** ms: too short to see a call that came just before its page turned, or to bring a page again for. */
const GLIMPSE = 1000;

/** A page that is opened shows as called now whom it finds called so long ago. */
const MISSED = 60000;

/**
 * @param {number} size cards on one page of a burst as it begins
 * @param {number} most cards on one page from when the calls no longer fit, until that burst is over
 * @returns {{hear(snapshot: object): void, resize(size: number): void, shown(now: number): object}}
 *   resize: cards on one page of the next burst as it begins.
 *   hear: {day, now, calls, most}; calls: newest first, each with seq, turn, ticket, state, at and
 *   first_at (its last and first time, ms); most: of the day's calls only so many newest are sure
 *   to be there.
 *   shown: {mode: "calm", newest: ?object, before: object[], recent: object[]} or
 *   {mode: "burst", size: number, cards: object[], others: number, recent: object[]}, size: of a
 *   page, in cards; others: how many on the other pages; recent: called before those
 */
export function screen(size = 6, most = size) {
  let last = null;
  let latest = [];
  let lately = [];
  let burst = null;

  function hear({ day, now, most: sure, calls: all }) {
    const snapshot = { day, now, calls: all.slice(0, sure), whole: all.length < sure };
    if (last && last.day !== snapshot.day) {
      last = null;
      burst = null;
      lately = [];
    }
    const news = newsOf(snapshot, last);
    const there = present(snapshot);
    if (burst) burst.members = burst.members.map(there);
    lately = lately.filter((time) => there(time.call).gone === undefined);
    for (const time of news) feed(time);
    latest = onceEach(snapshot.calls.slice().sort((a, b) => b.at - a.at || b.seq - a.seq));
    last = snapshot;
  }

  function feed({ at, call }) {
    lately = lately.filter((time) => Math.abs(at - time.at) <= BURST.within).concat({ at, call });
    pass(at);
    if (burst) {
      join(burst, call, at);
    } else if (new Set(lately.map((time) => time.call.ticket)).size >= BURST.calls) {
      burst = { members: [], wait: [], called: [], news: [], page: 0, t: at, since: at, size };
      for (const time of lately) join(burst, time.call, at);
    }
    if (burst && burst.size < most && owed(burst) > FITS) regroup(burst, most);
  }

  /* A clock that was put back would keep the burst for hours. */
  function pass(to) {
    if (burst && (to < burst.t - BURST.within || !turnPages(burst, to))) burst = null;
  }

  function shown(now) {
    pass(now);
    if (!burst) {
      const [newest = null] = latest;
      return { mode: "calm", newest, before: latest.slice(1, 3), recent: latest.slice(3, 7) };
    }
    const others = burst.wait.map((_, page) => page).filter((page) => page !== burst.page);
    const members = new Set(burst.members.map((call) => call.ticket));
    return {
      mode: "burst",
      size: burst.size,
      recent: latest.filter((call) => !members.has(call.ticket)).slice(0, 4),
      cards: onPage(burst, burst.page),
      others: others
        .filter((page) => lasting(burst, page))
        .reduce((sum, page) => sum + onPage(burst, page).length, 0),
    };
  }

  function resize(cards) {
    size = cards;
  }

  return { hear, resize, shown };
}

/*
 * Every call that the snapshot before did not have, oldest first. One that came while the screen
 * was away, to a number that is still awaited, is shown as if called now.
 */
function newsOf({ calls, now }, last) {
  const known = new Map(last ? last.calls.map((call) => [call.turn, call.at]) : []);
  const late = last ? last.now : now - MISSED;
  const oldest = last ? oldestOf(last) : -Infinity;
  const found = [];
  for (const call of calls) {
    if (known.get(call.turn) === call.at) continue;
    // An old one is among the latest again when a later one was undone.
    if (call.at < oldest) continue;
    const missed = call.state === "called" && call.at >= late;
    if (!missed && !known.has(call.turn) && call.first_at < call.at) {
      found.push({ at: call.first_at, call });
    }
    found.push({ at: missed ? now : Math.min(call.at, now), call });
  }
  return found.sort((a, b) => a.at - b.at || a.call.seq - b.call.seq);
}

/* A call as the snapshot has it. One that should be in it and is not was undone. */
function present(snapshot) {
  const by = new Map(snapshot.calls.map((call) => [call.turn, call]));
  const oldest = oldestOf(snapshot);
  return (call) => {
    if (by.has(call.turn)) return by.get(call.turn);
    return call.gone === undefined && call.at >= oldest ? { ...call, gone: snapshot.now } : call;
  };
}

/* Since when a snapshot has every call. */
function oldestOf({ calls, whole }) {
  return whole || !calls.length ? -Infinity : Math.min.apply(null, calls.map((call) => call.at));
}

/* One number is never shown going to two counters: its latest call is the one that counts. */
function onceEach(calls) {
  const seen = new Set();
  return calls.filter((call) => !seen.has(call.ticket) && seen.add(call.ticket));
}

/* A number called again keeps its card: nothing jumps. Its page is owed another 10 s. */
function join(burst, call, at) {
  let place = burst.members.findIndex((member) => member.ticket === call.ticket);
  if (place < 0) place = burst.members.length;
  burst.members[place] = call;
  const page = Math.floor(place / burst.size);
  if (burst.wait[page] === undefined) burst.news[page] = page === burst.page ? null : -Infinity;
  burst.wait[page] = BURST.seen;
  burst.called[page] = at;
  if (page !== burst.page && burst.news[page] === null) burst.news[page] = at;
}

/* How long all pages together must still be seen. */
function owed(burst) {
  return burst.wait.reduce((sum, wait, page) => sum + (lasting(burst, page) ? wait : 0), 0);
}

/* Every card keeps its place in the order; a page is owed what any of its cards is owed. */
function regroup(burst, size) {
  const share = burst.size / size;
  const pages = Array.from({ length: Math.ceil(burst.members.length / size) }, (_, page) => page);
  const merged = (list, pick) =>
    pages.map((page) => pick(list.slice(Math.floor(page / share), Math.ceil((page + 1) / share))));
  burst.wait = merged(burst.wait, (waits) => Math.max.apply(null, waits));
  burst.called = merged(burst.called, (times) => Math.max.apply(null, times));
  burst.news = merged(burst.news, oldest);
  burst.page = Math.floor(burst.page * share);
  burst.news[burst.page] = null;
  burst.size = size;
}

function oldest(news) {
  const unseen = news.filter((since) => since !== null);
  return unseen.length ? Math.min.apply(null, unseen) : null;
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
 * Lets time pass up to `to`. `wait[page]` is how long a page must still be seen, `news[page]` since
 * when a call on it was not seen at all, -Infinity where none was. Every 5 s comes the next page:
 * one with a call unseen for 5 s, else the one that must still be seen and heard its last call
 * first, else one that is not over.
 * @returns {boolean} false when the burst was over by then
 */
function turnPages(burst, to) {
  while (burst.t < to) {
    if (!burst.wait.some((_, page) => lasting(burst, page))) return false;
    if (isTurned(burst)) {
      const at = burst.called[burst.page];
      burst.news[burst.page] = at > burst.t - GLIMPSE ? at : null;
      burst.page = nextPage(burst);
      burst.news[burst.page] = null;
      burst.since = burst.t;
    }
    const ends = burst.called
      .map((at) => at + BURST.after)
      .concat(burst.members.map((call) => call.gone))
      .filter((end) => end > burst.t);
    const left = burst.wait[burst.page];
    if (left > 0) ends.push(burst.t + left);
    const turn = burst.since + BURST.turn;
    if (turn > burst.t) ends.push(turn);
    const until = Math.min.apply(null, ends.concat(to));
    burst.wait[burst.page] = Math.max(0, left - (until - burst.t));
    burst.t = until;
  }
  forget(burst);
  return burst.wait.some((_, page) => lasting(burst, page));
}

/* A page that must be seen a little longer stays so long, or it would have to come again. */
function isTurned(burst) {
  const left = burst.wait[burst.page];
  const nearly = left > 0 && left < GLIMPSE;
  return !onPage(burst, burst.page).length || (burst.t >= burst.since + BURST.turn && !nearly);
}

/* Pages that are over are let go from the front, whole, so that no card changes its page. */
function forget(burst) {
  while (burst.page > 0 && !lasting(burst, 0)) {
    burst.members.splice(0, burst.size);
    burst.wait.shift();
    burst.called.shift();
    burst.news.shift();
    burst.page -= 1;
  }
}

function nextPage(burst) {
  const pages = burst.wait.length;
  const round = burst.wait.map((_, step) => (burst.page + 1 + step) % pages);
  const left = round.filter((page) => lasting(burst, page));
  const late = burst.t - BURST.turn;
  const unseen = left.filter((page) => burst.news[page] !== null && burst.news[page] <= late);
  const waiting = left.filter((page) => burst.wait[page] > 0);
  waiting.sort((one, other) => burst.called[one] - burst.called[other]);
  return unseen.concat(waiting, left, burst.page)[0];
}
