/**
 * What the page knows, and how messages change it. No elements and no network here.
 */

export function newModel() {
  return {
    connection: { state: "connecting", retryAt: null },
    /** The service's latest state, as of /api/dashboard/state; null before the first message. */
    state: null,
    /** The service's clock minus this browser's, in milliseconds: ages are told by the service's. */
    clockSkew: 0,
    /** The run at work, or the one that has just ended; null when neither. */
    progress: null,
    /** Finished runs with their results, by id, as far as they were asked for. */
    runs: new Map(),
    /** Recorded figures by table. */
    history: new Map(),
    snapshots: null,
    /** What belongs to the table's page: its snapshots and its figures in full. */
    detail: { table: null, snapshots: null, history: null, span: "2d" },
    sort: { by: "attention", descending: false },
    filter: "",
    showAll: false,
    /** The change of a table that the dialog is about; null while it is closed. */
    change: null,
    /** The latest refusal, as a sentence; null when there is none. */
    problem: null,
  };
}

/** The service's time, in milliseconds since the epoch. */
export function now(model) {
  return Date.now() + model.clockSkew;
}

/** Takes one message of the socket; gives the events that it carried. */
export function receive(model, message) {
  switch (message.type) {
    case "snapshot":
      takeState(model, message.data);
      return [];
    case "events":
      message.data.forEach((event) => takeEvent(model, event));
      return message.data;
    default:
      return [];
  }
}

function takeState(model, state) {
  model.state = state;
  model.clockSkew = state.timestamp - Date.now();
  const running = state.backup.running;
  if (running !== null) {
    takeProgress(model, running.run, running.tables);
  } else if (model.progress !== null && model.progress.result === null) {
    model.progress = null; // it ended while nobody listened; the list of runs says how
  }
}

function takeEvent(model, event) {
  switch (event.type) {
    case "backup_started":
      model.problem = null;
      model.progress = { run: event.run, tables: new Map(), result: null };
      event.tables.forEach((table) => model.progress.tables.set(table, { step: "waiting", done: 0, total: 0 }));
      break;
    case "backup_progress":
      takeProgress(model, event.run, event.tables);
      break;
    case "backup_complete":
    case "backup_failed":
      finish(model, event);
      break;
    default: // the state that is asked for after it says it all
  }
}

function takeProgress(model, run, tables) {
  if (model.progress?.run !== run) {
    model.progress = { run, tables: new Map(), result: null };
  }
  for (const { table, step, bytes_done: done, bytes_total: total } of tables) {
    model.progress.tables.set(table, { step, done, total });
  }
}

function finish(model, event) {
  if (model.progress?.run !== event.run) {
    model.progress = { run: event.run, tables: new Map(), result: null };
  }
  model.progress.result = event;
  for (const table of event.tables_backed_up ?? []) {
    model.progress.tables.set(table, { step: "backed_up", done: 1, total: 1 });
  }
  for (const { table } of event.failures) {
    model.progress.tables.set(table, { step: "failed", done: 1, total: 1 });
  }
}

/** Whether a run is at work. */
export function isBackingUp(model) {
  return model.progress !== null && model.progress.result === null;
}

/** How much of a table's backup is done, 0 to 1: copying is the first half, checking the second. */
export function shareDone({ step, done, total }) {
  const within = total > 0 ? Math.min(1, done / total) : 0;
  switch (step) {
    case "copying":
      return within / 2;
    case "checking":
      return 0.5 + within / 2;
    case "backed_up":
    case "failed":
      return 1;
    default:
      return 0;
  }
}

export function tables(model) {
  return model.state?.dets_health?.tables ?? [];
}

export function findTable(model, name) {
  return tables(model).find((table) => table.table === name) ?? null;
}

/** Why the newest run did not back up a table: reasons by table, empty when it backed up all. */
export function latestFailures(model) {
  const newest = model.state?.backup.recent_runs[0];
  const results = (newest && model.runs.get(newest.run)?.results) ?? [];
  return new Map(results.filter((result) => result.status === "error").map((result) => [result.table, result.reason]));
}

/** Whether a repair may be what a table needs: damaged, left open, or not to be read. */
export function mayNeedRepair(model, table) {
  const newest = model.state?.backup.recent_runs[0];
  const results = (newest && model.runs.get(newest.run)?.results) ?? [];
  const failed = results.some(({ table: name, kind }) => name === table.table && (kind === "damaged" || kind === "not_properly_closed"));
  return failed || table.properly_closed === false || table.status === "unavailable";
}

/** Conditions of all tables; those that say the same are one, with the names of its tables. */
export function conditions(model) {
  const groups = new Map();
  for (const table of tables(model)) {
    for (const condition of table.conditions) {
      const key = JSON.stringify([condition.kind, condition.message, condition.cure]);
      if (!groups.has(key)) {
        groups.set(key, { key, ...condition, tables: [] });
      }
      groups.get(key).tables.push(table.table);
    }
  }
  return mostUrgentFirst([...groups.values(), ...nodeConditions(model)]);
}

/** The configured Erlang nodes, as the last look at them gave. */
export function nodes(model) {
  return model.state?.dets_health?.nodes ?? [];
}

function nodeConditions(model) {
  return nodes(model).flatMap(({ node, conditions: found }) =>
    found.map((condition) => ({ ...condition, key: `${node} ${condition.kind}`, node })));
}

export function mostUrgentFirst(conditions) {
  return conditions.toSorted((a, b) => URGENCY.indexOf(a.kind) - URGENCY.indexOf(b.kind));
}

const URGENCY = [
  "owner_error", "unavailable", "shared_file", "never_backed_up", "stale_backup", "drill_failed", "salvaged_only", "never_drilled", "node_unreachable", "unprotected_tables",
  "left_open", "never_saved", "ram_file", "silent_tables", "long_queue", "fixed_long", "nearly_full", "high_fragmentation",
];

/** Whether a table's owner answers every call that needs data with an error. */
export function hasOwnerError(table) {
  return table.conditions.some(({ kind }) => kind === "owner_error");
}

/** Whether a table has no proven backup that is young enough. */
export function isUnprotected(table) {
  return table.conditions.some(({ kind }) => kind === "never_backed_up" || kind === "stale_backup");
}

/** From these shares of free space on, fragmentation gets a word and a colour. */
export const FRAGMENTATION_RAISED = 0.3;
export const FRAGMENTATION_HIGH = 0.5;

/** Fragmentation in one word: "" (nothing to say), "raised" or "high". */
export function fragmentationLevel(share) {
  if (share === null || share === undefined || share < FRAGMENTATION_RAISED) {
    return "";
  }
  return share < FRAGMENTATION_HIGH ? "raised" : "high";
}

/** The order of attention. */
const RANK = { unavailable: 0, warning: 1, ok: 2 };

const SORT_KEYS = {
  attention: (table) => RANK[table.status] ?? 1,
  table: (table) => table.table,
  records: (table) => table.record_count ?? -1,
  size: (table) => table.file_size_bytes ?? -1,
  fragmentation: (table) => table.fragmentation_ratio ?? -1,
  fill: (table) => table.space_fill_ratio ?? -1,
  backup: (table) => table.last_backup_at ?? -1,
};

/** The tables in the chosen order; those alike keep that of the catalogue. */
export function sortedTables(model) {
  const key = SORT_KEYS[model.sort.by];
  const sign = model.sort.descending ? -1 : 1;
  return tables(model)
    .filter((table) => table.table.toLowerCase().includes(model.filter.toLowerCase()))
    .map((table, index) => ({ table, index, key: key(table) }))
    .sort((a, b) => sign * compare(a.key, b.key) || a.index - b.index)
    .map(({ table }) => table);
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
