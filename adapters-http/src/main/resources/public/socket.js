/**
 * The socket to the service: one connection that comes back by itself.
 *
 * After a loss it waits, twice as long each time up to a limit, and always a random share less, so that many pages
 * do not return at the same moment. A connection can die without a word, so the state is asked for now and then,
 * which also keeps the figures fresh, and silence after that counts as a loss.
 */

import { isReachable } from "./api.js";

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
const REFRESH_MS = 20_000;
const ANSWER_LIMIT_MS = 10_000;

/**
 * Opens the connection and keeps it.
 *
 * @param onMessage gets each message as an object
 * @param onStatus gets {state: "connecting" | "live" | "lost", retryAt}
 * @returns {requestState, retryNow}
 */
export function connect({ onMessage, onStatus }) {
  let socket = null;
  let failures = 0;
  let retryTimer = null;
  let answerTimer = null;

  function open() {
    onStatus({ state: "connecting", retryAt: null });
    const url = new URL("/ws/dashboard", location.href);
    url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    socket = new WebSocket(url, "detsguard.v1");
    socket.onopen = expectAnswer;
    socket.onmessage = received;
    socket.onclose = lost;
  }

  function received(event) {
    clearTimeout(answerTimer);
    failures = 0;
    onStatus({ state: "live", retryAt: null });
    onMessage(JSON.parse(event.data));
  }

  /** A socket that was refused for want of a session looks like any other loss; only HTTP can tell. */
  function lost() {
    clearTimeout(answerTimer);
    socket = null;
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures) * (0.5 + Math.random() / 2);
    failures++;
    onStatus({ state: "lost", retryAt: Date.now() + wait });
    retryTimer = setTimeout(retry, wait);
  }

  async function retry() {
    retryTimer = null;
    if (await isReachable()) {
      open();
    } else {
      lost();
    }
  }

  function expectAnswer() {
    clearTimeout(answerTimer);
    answerTimer = setTimeout(abandon, ANSWER_LIMIT_MS);
  }

  /** Does not wait for a close that a dead peer will never confirm. */
  function abandon() {
    const dead = socket;
    dead.onclose = null;
    dead.onmessage = null;
    dead.close();
    lost();
  }

  function requestState() {
    if (socket?.readyState === WebSocket.OPEN) {
      socket.send(JSON.stringify({ type: "request_snapshot" }));
      expectAnswer();
    }
  }

  function retryNow() {
    if (retryTimer !== null) {
      clearTimeout(retryTimer);
      failures = 0;
      retry();
    }
  }

  setInterval(requestState, REFRESH_MS);
  addEventListener("online", retryNow);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") {
      retryNow();
      requestState();
    }
  });
  open();
  return { requestState, retryNow };
}
