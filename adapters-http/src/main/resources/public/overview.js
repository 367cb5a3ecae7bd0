/** The first page: how everything is, at a glance, and what to do about it. */

import { h } from "./dom.js";
import * as format from "./format.js";
import {
  conditions, hasOwnerError, isBackingUp, isUnprotected, latestFailures, now, sortedTables, tables,
} from "./model.js";
import { nodesPanel } from "./nodes.js";
import {
  badge, conditionItem, dataTable, fragmentation, icon, moment, panel, progressBar, sparkline, tableLink,
} from "./parts.js";

/** Beyond so many rows the page asks before it shows more. */
const ROWS = 100;

/** From so many tables on, looking for one by eye is no fun. */
const FILTER_FROM = 13;

export function overview(model) {
  return h(
    "div",
    { class: "page", id: "page", "data-key": "overview" },
    hero(model),
    progress(model),
    health(model),
    nodesPanel(model),
    h("div", { class: "columns" }, runs(model), snapshots(model)),
  );
}

/** The one-glance answer: a kind, a headline, and the title that the browser's tab gets. */
export function verdict(model) {
  const all = tables(model);
  const unavailable = all.filter((table) => table.status === "unavailable");
  const unprotected = all.filter(isUnprotected);
  if (model.state.dets_health === null) {
    return { kind: "bad", headline: "The health of the tables cannot be read", word: "Critical" };
  }
  if (all.length === 0) {
    return { kind: "info", headline: "There are no tables to protect yet", word: "No tables" };
  }
  const broken = all.filter(hasOwnerError);
  if (broken.length > 0) {
    const verb = broken.length === 1 ? "answers" : "answer";
    return { kind: "bad", headline: `${of(broken, all)} ${verb} every call with an error`, word: "Critical" };
  }
  if (unavailable.length > 0) {
    return { kind: "bad", headline: `${of(unavailable, all)} cannot be read`, word: "Unavailable" };
  }
  if (unprotected.length > 0) {
    return { kind: "warning", headline: unprotectedHeadline(unprotected, all), word: "Warning" };
  }
  const headline = all.length === 1 ? "The table is protected" : `All ${format.count(all.length)} tables are protected`;
  return model.state.health.status === "ok"
    ? { kind: "ok", headline, word: "Protected" }
    : { kind: "warning", headline: `${headline}, with a warning`, word: "Warning" };
}

function unprotectedHeadline(unprotected, all) {
  if (unprotected.length === all.length && all.length > 1) {
    return `None of the ${format.count(all.length)} tables has a recent proven backup`;
  }
  const verb = unprotected.length === 1 ? "has" : "have";
  return `${of(unprotected, all)} ${verb} no recent proven backup`;
}

function of(some, all) {
  return some.length === all.length && all.length > 1
    ? `All ${format.count(all.length)} tables`
    : `${format.count(some.length)} of ${format.counted(all.length, "table")}`;
}

function hero(model) {
  const { kind, headline } = verdict(model);
  return h(
    "section",
    { class: `card hero hero-${kind}`, "aria-labelledby": "headline", "data-key": "hero" },
    h(
      "div",
      { class: "hero-main" },
      icon(kind === "info" ? "info" : kind),
      h("div", { class: "hero-words" }, h("h1", { id: "headline" }, headline), lastBackup(model)),
      h("div", { class: "actions" }, backUpButton(model)),
    ),
    model.problem === null ? null : h("p", { class: "notice notice-bad", role: "alert" }, model.problem),
    conditionList(model),
    facts(model),
  );
}

function lastBackup(model) {
  const at = model.state.dets_health?.last_backup_at ?? null;
  return h(
    "p",
    { class: "hero-sub", id: "last-backup" },
    at === null ? "Last backup: never" : ["Last backup ", moment(at, now(model))],
  );
}

/** Asks for a backup of one table, or of all when none is named. */
export function backUpButton(model, table = null) {
  const busy = isBackingUp(model);
  const live = model.connection.state === "live";
  return h(
    "button",
    {
      type: "button", class: "button button-primary", "data-action": "back-up", "data-table": table,
      "aria-disabled": busy || !live ? "true" : null,
    },
    busy ? "Backing up …" : table === null ? "Back up now" : "Back up this table",
  );
}

function conditionList(model) {
  const found = conditions(model);
  if (model.state.dets_health === null) {
    return h("ul", { class: "conditions" }, model.state.health.conditions.map((text) =>
      h("li", { class: "condition condition-bad" }, icon("bad"), h("p", {}, h("strong", {}, "Critical "), text))));
  }
  return found.length === 0 ? null : h("ul", { class: "conditions", "aria-label": "Conditions" }, found.map(conditionItem));
}

function facts(model) {
  const all = tables(model);
  const sum = (field) => all.reduce((total, table) => total + (table[field] ?? 0), 0);
  const fact = (name, value) => h("div", {}, h("dt", {}, name), h("dd", {}, value));
  return all.length === 0 ? null : h(
    "dl",
    { class: "facts" },
    fact("Tables", format.count(all.length)),
    fact("Records", format.count(sum("record_count"))),
    fact("On disk", format.bytes(sum("file_size_bytes"))),
    fact("Reclaimable", format.bytes(sum("free_bytes"))),
  );
}

/** The run at work, table by table; for a moment after its end, what it came to. */
export function progress(model) {
  if (model.progress === null) {
    return null;
  }
  const entries = [...model.progress.tables];
  const done = entries.filter(([, { step }]) => step === "backed_up").length;
  const { result } = model.progress;
  return h(
    "section",
    { class: "card panel progress-panel", "aria-labelledby": "progress-title", "data-key": "progress" },
    h(
      "div",
      { class: "panel-head" },
      h("h2", { id: "progress-title" }, result === null ? "Backing up" : "Backup finished"),
      h("p", { class: "muted" }, result === null ? `${done} of ${format.counted(entries.length, "table")} proven` : resultWords(result)),
    ),
    h("ul", { class: "progress-list" }, entries.map(([name, state]) => progressBar(name, state))),
    result === null ? null : failureList(result.failures),
  );
}

/** What a run came to, as a sentence. */
export function resultWords(result) {
  const good = result.tables_backed_up?.length ?? 0;
  const took = format.duration(result.timestamp - result.started_at);
  return `${format.count(good)} of ${format.counted(result.tables_total, "table")} backed up and proven in ${took}.`;
}

function failureList(failures) {
  return failures.length === 0 ? null : h("ul", { class: "failures" }, failures.map(({ table, reason }) =>
    h("li", {}, icon("bad"), h("p", {}, tableLink(table), ": ", reason))));
}

function health(model) {
  const sorted = sortedTables(model);
  const shown = model.showAll ? sorted : sorted.slice(0, ROWS);
  const total = tables(model).length;
  return panel(
    "DETS Storage Health",
    { id: "health-title", wide: true, aside: h("div", { class: "tools" }, total >= FILTER_FROM ? filterField(model) : null, sortField(model)) },
    total === 0
      ? h("p", { class: "empty" }, "No tables. Name a directory with --tables DIR, or search one with --discover.")
      : healthTable(model, shown),
    shown.length < sorted.length
      ? h("button", { type: "button", class: "button", "data-action": "show-all" }, `Show all ${format.count(sorted.length)} tables`)
      : null,
  );
}

const COLUMNS = [
  { title: "Table", sort: "table" },
  { title: "Status", sort: "attention" },
  { title: "Records", sort: "records", numeric: true },
  { title: "File size", sort: "size", numeric: true },
  { title: "Fragmentation", sort: "fragmentation" },
  { title: "Of 2 GiB used", sort: "fill", numeric: true },
  { title: "Last proven backup", sort: "backup" },
];

function filterField(model) {
  return h("label", {}, "Find ", h("input", { type: "search", "data-action": "filter", value: model.filter, spellcheck: "false", autocapitalize: "off" }));
}

/** On a narrow screen the heads of the columns, which sort, are not there. */
function sortField(model) {
  return h("label", { class: "narrow-only" }, "Sort by ", h("select", { "data-action": "sort-by" }, COLUMNS.map(({ title, sort }) =>
    h("option", { value: sort, selected: model.sort.by === sort }, title))));
}

function healthTable(model, shown) {
  const failures = latestFailures(model);
  const columns = COLUMNS.map((column) => ({
    ...column,
    direction: column.sort === model.sort.by ? (model.sort.descending ? "descending" : "ascending") : null,
  }));
  const rows = shown.map((table) => ({ key: table.table, kind: `row-${table.status}`, cells: healthCells(model, table, failures) }));
  return dataTable({ id: "tables", label: "Tables", columns, rows });
}

function healthCells(model, table, failures) {
  return [
    [tableLink(table.table), reason(table, failures)],
    badge(table.status),
    format.count(table.record_count),
    [sparkline(model.history.get(table.table)?.file_size_bytes ?? []), h("span", {}, format.bytes(table.file_size_bytes))],
    fragmentation(table.fragmentation_ratio),
    format.percent(table.space_fill_ratio),
    lastProven(model, table),
  ];
}

function lastProven(model, table) {
  if (table.last_backup_at === null) {
    return h("strong", { class: "overdue" }, "never");
  }
  return [
    moment(table.last_backup_at, now(model)),
    isUnprotected(table) ? h("strong", { class: "overdue" }, " stale") : null,
    h("span", { class: "method" }, format.words(table.last_backup_method)),
  ];
}

/** What a cell of its own says already, in words. */
const TOLD_ELSEWHERE = ["never_backed_up", "stale_backup", "high_fragmentation"];

/** Why a table is not well, under its name. */
function reason(table, failures) {
  const failure = failures.get(table.table);
  const sentences = table.conditions.filter(({ kind }) => !TOLD_ELSEWHERE.includes(kind)).map(({ message }) => message);
  if (failure !== undefined && table.status !== "unavailable") {
    sentences.push(`The last run failed: ${failure}`);
  }
  return sentences.length === 0 ? null : h("span", { class: "reason" }, sentences.join(" "));
}

function runs(model) {
  const recent = model.state.backup.recent_runs;
  return panel(
    "Latest runs",
    { id: "runs-title" },
    recent.length === 0
      ? h("p", { class: "empty" }, "No run yet. The schedule makes one a day; the button above makes one now.")
      : h("div", { class: "runs" }, recent.map((run, index) => runItem(model, run, index))),
  );
}

function runItem(model, run, index) {
  return h(
    "details",
    { class: "run", "data-key": run.run, "data-run": run.run, open: index === 0 && run.status !== "complete" },
    h(
      "summary",
      {},
      badge(run.status),
      h("span", { class: "run-tables" }, `${format.count(run.tables_success)} of ${format.counted(run.tables_total, "table")}`),
      h("span", { class: "run-size" }, format.bytes(run.bytes)),
      h("span", { class: "run-when" }, moment(run.started_at, now(model)), h("span", { class: "method" }, `${trigger(run.trigger)}, took ${format.duration(run.duration_ms)}`)),
    ),
    runResults(model.runs.get(run.run)),
  );
}

const TRIGGERS = { api: "on request", schedule: "on schedule", catch_up: "catch-up", command_line: "command line" };

function trigger(wireName) {
  return TRIGGERS[wireName] ?? format.words(wireName);
}

function runResults(run) {
  if (run === undefined) {
    return h("p", { class: "muted" }, "Loading …");
  }
  return h(
    "div",
    { class: "run-results" },
    h("ul", {}, run.results.map((result) => h("li", { "data-key": result.table },
      icon(result.status === "ok" ? "ok" : "bad"),
      h("span", {}, tableLink(result.table), ": ", resultText(result))))),
    run.pruned.length > 0 ? h("p", { class: "muted" }, `Retention removed ${format.counted(run.pruned.length, "old snapshot")}.`) : null,
    run.notes.map((note) => h("p", { class: "muted" }, note)),
  );
}

function resultText(result) {
  return result.status === "ok"
    ? `proven, ${format.bytes(result.size)}${result.unchanged ? ", unchanged" : ""}`
    : result.reason;
}

function snapshots(model) {
  const list = model.snapshots;
  const columns = [{ title: "Table" }, { title: "Taken" }, { title: "Size", numeric: true }, { title: "Verified" }];
  return panel(
    "Latest snapshots",
    { id: "snapshots-title" },
    list === null ? h("p", { class: "muted" }, "Loading …")
      : list.length === 0 ? h("p", { class: "empty" }, "No snapshot yet.")
        : dataTable({ label: "Latest snapshots", columns, rows: list.map((snapshot) => ({
          key: snapshot.id,
          cells: [tableLink(snapshot.table), moment(snapshot.taken_at, now(model)), format.bytes(snapshot.size), verified(snapshot)],
        })) }),
  );
}

/** What is known of a snapshot's content. */
export function verified(snapshot) {
  if (snapshot.grade !== "exact") {
    return h("span", { class: "badge badge-warning" }, icon("warning"), "Salvage");
  }
  const read = format.exact(snapshot.content_read_at);
  const title = `${format.counted(snapshot.record_count, "record")} read back and checked: ${read}`;
  return [
    h("span", { class: "badge badge-ok", title }, icon("ok"), "Proven"),
    snapshot.unchanged ? h("span", { class: "method" }, "unchanged") : null,
  ];
}
