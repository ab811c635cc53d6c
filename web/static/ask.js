/* Asking the server to do something: one POST with JSON. */

/**
 * @returns {Promise<{status: number, body: object}>} status 0: no answer within the time or no
 * network; the same `key` may then be sent again.
 */
export function post(url, body, { timeout = 8000 } = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), timeout);
  return fetch(url, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "X-Goiso-Language": document.documentElement.lang,
    },
    body: JSON.stringify(body || {}),
    credentials: "same-origin",
    cache: "no-store",
    signal: stop.signal,
  })
    .then((answer) =>
      answer
        .json()
        .catch(() => ({}))
        .then((found) => ({ status: answer.status, body: found })),
    )
    .catch(() => ({ status: 0, body: {} }))
    .then((result) => {
      clearTimeout(timer);
      return result;
    });
}

/**
 * @returns {function} `post` with a `key` that stays while the same wish had no answer: asked again,
 * it is done once.
 */
export function repeatable() {
  let unanswered = { wish: "", key: "" };
  return (url, body) => {
    const wish = JSON.stringify(body);
    if (unanswered.wish !== wish) unanswered = { wish, key: key() };
    return post(url, Object.assign({}, body, { key: unanswered.key })).then((answer) => {
      if (answer.status !== 0 && answer.status < 500) unanswered = { wish: "", key: "" };
      return answer;
    });
  };
}

/** A random key, 32 hex digits. crypto.randomUUID is missing on plain HTTP in a LAN. */
export function key() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => (b < 16 ? "0" : "") + b.toString(16)).join("");
}
