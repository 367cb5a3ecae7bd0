/** The service over HTTP, with the session's cookie. Without a session there is only the way to the login page. */

const RETURN_TO = "detsguard.return";

/** A refusal or failure that the service put into words. */
export class ApiProblem extends Error {}

/** Goes to the login page, and remembers where to come back to. */
export function signIn() {
  sessionStorage.setItem(RETURN_TO, location.hash);
  location.assign("/login");
}

/** The address that was left for the login page; given once. */
export function takeReturnAddress() {
  const address = sessionStorage.getItem(RETURN_TO);
  sessionStorage.removeItem(RETURN_TO);
  return address;
}

/** Whether the service answers at all; ends at the login page when the session is over. */
export async function isReachable() {
  try {
    const answer = await fetch("/api/admin/backup/runs", { method: "HEAD", cache: "no-store" });
    if (answer.status === 401) {
      signIn();
    }
    return answer.ok;
  } catch {
    return false;
  }
}

export function figureHistory({ table = null, points }) {
  const query = new URLSearchParams({ points });
  if (table !== null) {
    query.set("table", table);
  }
  return get(`/api/dashboard/history?${query}`);
}

export function snapshots({ table = null, limit }) {
  const query = new URLSearchParams({ limit });
  if (table !== null) {
    query.set("table", table);
  }
  return get(`/api/admin/backups?${query}`);
}

/** What a finished run came to for each table. */
export function run(id) {
  return get(`/api/admin/backup/runs/${encodeURIComponent(id)}`);
}

/** Asks for a run of all tables, or of those named, and does not wait for it. */
export function backUp(tables) {
  return post("/api/admin/backup?wait=false", { tables });
}

const CHANGES = {
  restore: "/api/admin/restore",
  undo: "/api/admin/restore/undo",
  repair: "/api/admin/repair",
  compact: "/api/admin/compact",
};

/** What a change of a table would do; changes nothing. */
export function previewChange(kind, wish) {
  return post(`${CHANGES[kind]}/preview`, wish);
}

/** Makes a change that was shown. */
export function makeChange(kind, confirmation) {
  return post(CHANGES[kind], confirmation);
}

function post(path, body) {
  return send(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

function get(path) {
  return send(path, {});
}

async function send(path, request) {
  const answer = await fetch(path, { cache: "no-store", ...request });
  if (answer.status === 401) {
    signIn();
    throw new ApiProblem("The session is over.");
  }
  const body = await answer.json();
  if (!answer.ok) {
    throw new ApiProblem(body.detail ?? `The service answered with status ${answer.status}.`);
  }
  return body;
}
