/** One table's page: its space as a picture, its figures over time, its snapshots, what is wrong with it. */

import { h } from "./dom.js";
import * as format from "./format.js";
import { findTable, latestFailures, mayNeedRepair, mostUrgentFirst, now } from "./model.js";
import { badge, conditionItem, dataTable, fragmentation, icon, moment, panel } from "./parts.js";
import { ownersPanel } from "./nodes.js";
import { backUpButton, progress, verified } from "./overview.js";

const SPANS = { "2d": "2 days", "14d": "14 days", "90d": "90 days" };

export function tablePage(model, name) {
  const table = findTable(model, name);
  return h(
    "div",
    { class: "page", id: "page", "data-key": `table-${name}` },
    h("p", { class: "crumb" }, h("a", { href: "#/" }, "All tables")),
    table === null ? unknown(name) : head(model, table),
    progress(model),
    table === null ? null : [findings(model, table), ownersPanel(model, table), space(table), charts(model, table)],
    snapshots(model),
  );
}

function unknown(name) {
  return h("section", { class: "card hero" }, h("h1", {}, name), h("p", {}, "There is no table of this name in the catalogue."));
}

function head(model, table) {
  return h(
    "section",
    { class: "card hero", "aria-labelledby": "headline" },
    h(
      "div",
      { class: "hero-main" },
      h(
        "div",
        { class: "hero-words" },
        h("h1", { id: "headline" }, table.table, " ", badge(table.status)),
        h("p", { class: "hero-sub", id: "last-backup" }, table.last_backup_at === null
          ? "Last proven backup: never"
          : ["Last proven backup ", moment(table.last_backup_at, now(model)), `, by ${format.words(table.last_backup_method)}`]),
        h("p", { class: "hero-sub", id: "last-restorable" }, restorable(model, table)),
      ),
      h("div", { class: "actions" }, changeButtons(model, table), backUpButton(model, table.table)),
    ),
    model.problem === null ? null : h("p", { class: "notice notice-bad", role: "alert" }, model.problem),
    figures(model, table),
  );
}

/** Opens the dialog of a change, which shows first what would happen. */
function changeButton(change, table, words, { snapshot = null, label = null } = {}) {
  return h(
    "button",
    {
      type: "button", class: "button", "data-action": "change", "data-change": change, "data-table": table, "data-snapshot": snapshot,
      "data-key": snapshot === null ? change : null, "aria-label": label, "aria-haspopup": "dialog",
    },
    words,
  );
}

function changeButtons(model, table) {
  const name = table.table;
  return [
    mayNeedRepair(model, table) ? changeButton("repair", name, "Repair …") : null,
    table.properly_closed && table.free_bytes > 0
      ? changeButton("compact", name, `Compact … (about ${format.bytes(table.free_bytes)})`)
      : null,
    changeButton("undo", name, "Undo …"),
  ];
}

/** When a snapshot was last restored in a drill, to see whether it can be. */
function restorable(model, table) {
  return table.last_proven_restorable_at === null
    ? "Last proven restorable: never yet"
    : ["Last proven restorable ", moment(table.last_proven_restorable_at, now(model)), `, restored in ${format.count(table.restore_ms)} ms`];
}

function figures(model, table) {
  const fact = (name, value) =>
    h("div", {}, h("dt", {}, name), h("dd", { class: value === format.UNKNOWN ? "unknown" : null }, value));
  return h(
    "dl",
    { class: "facts" },
    fact("Records", format.count(table.record_count)),
    fact("Keys", format.count(table.key_count)),
    fact("Type", table.type === null ? format.UNKNOWN : format.words(table.type)),
    fact("File size", format.bytes(table.file_size_bytes)),
    fact("Fragmentation", table.fragmentation_ratio === null ? format.UNKNOWN : fragmentation(table.fragmentation_ratio)),
    fact("Of 2 GiB used", format.percent(table.space_fill_ratio)),
    fact("Slots used", table.slots === null ? format.UNKNOWN : [format.count(table.slots.used), h("span", { class: "method" }, `at most ${format.count(table.slots.max)}`)]),
    fact("Properly closed", closed(model, table)),
  );
}

function closed(model, table) {
  if (table.properly_closed === null) {
    return format.UNKNOWN;
  }
  if (table.properly_closed) {
    return "yes";
  }
  return ["no", table.not_closed_since === null ? null : [", seen open ", moment(table.not_closed_since, now(model))],
    h("span", { class: "method" }, `opening it now would repair ${format.bytes(table.next_start_repair_bytes)}`)];
}

function findings(model, table) {
  const failure = latestFailures(model).get(table.table);
  const none = table.conditions.length === 0 && failure === undefined;
  return panel(
    "Findings",
    { id: "findings-title", wide: true },
    none
      ? h("p", { class: "all-well" }, icon("ok"), "Nothing is wrong with this table.")
      : h(
        "ul",
        { class: "conditions" },
        mostUrgentFirst(table.conditions).map((condition) => conditionItem({ ...condition, key: condition.kind })),
        failure === undefined ? null : h("li", { class: "condition condition-bad", "data-kind": "failed" }, icon("bad"),
          h("div", {}, h("p", {}, h("strong", {}, "The last run did not back up this table")), h("p", {}, failure),
            h("p", { class: "cure" }, h("span", {}, "What to do: "), "Back it up again once the cause is gone. Its older snapshots stay."))),
      ),
  );
}

/** The parts of a file, in the order in which they are drawn; those of unknown size are left out. */
export function spaceParts(table) {
  const { file_size_bytes: file, live_bytes: live, padding_bytes: padding, free_bytes: free, fixed_bytes: fixed } = table;
  const parts = live !== null
    ? [{ kind: "live", name: "Live", bytes: live, hint: "stored records" },
      { kind: "padding", name: "Padding", bytes: padding, hint: "blocks are powers of two" }]
    : [{ kind: "live", name: "Live and padding", bytes: table.allocated_bytes, hint: "told apart after the next backup" }];
  parts.push({ kind: "free", name: "Free", bytes: free, hint: "compaction gives it back" });
  parts.push({ kind: "fixed", name: "Fixed", bytes: fixed, hint: "header and slots" });
  const known = parts.filter((part) => part.bytes !== null);
  const rest = file - known.reduce((sum, part) => sum + part.bytes, 0);
  return rest > 0
    ? [...known, { kind: "rest", name: free === null ? "Free or not accounted for" : "Free lists", bytes: rest, hint: free === null ? "known once the table is properly closed" : "after the end of data" }]
    : known;
}

function space(table) {
  if (table.file_size_bytes === null) {
    return null;
  }
  const parts = spaceParts(table);
  const share = (part) => part.bytes / table.file_size_bytes;
  const description = parts.map((part) => `${part.name} ${format.percent(share(part))}`).join(", ");
  return panel(
    "Space",
    { id: "space-title", wide: true, aside: h("p", { class: "muted" }, format.bytes(table.file_size_bytes), " in the file") },
    h("div", { class: "space-bar", role: "img", "aria-label": description }, parts.map((part) =>
      h("span", { class: `space space-${part.kind}`, style: { "flex-grow": String(share(part)) }, title: `${part.name}: ${format.bytes(part.bytes)}` }))),
    h("ul", { class: "space-legend" }, parts.map((part) => h("li", {},
      h("span", { class: `swatch space-${part.kind}`, "aria-hidden": "true" }),
      h("span", {}, part.name),
      h("span", { class: "space-size" }, format.bytes(part.bytes)),
      h("span", { class: "method" }, `${format.percent(share(part))}, ${part.hint}`)))),
  );
}

function charts(model, table) {
  const history = model.detail.table === table.table ? model.detail.history : null;
  const enough = history !== null && history.at.length > 1;
  const choices = h("div", { class: "choices", role: "group", "aria-label": "Time shown" }, Object.entries(SPANS).map(([span, title]) =>
    h("button", { type: "button", class: "button button-quiet", "data-action": "span", "data-span": span, "aria-pressed": String(model.detail.span === span) }, title)));
  return panel(
    "Over time",
    { id: "charts-title", wide: true, aside: choices },
    enough
      ? h("div", { class: "charts" },
        chart("size", "File size and live bytes", table.table, history),
        chart("fragmentation", "Fragmentation", table.table, history))
      : h("p", { class: "empty" }, history === null ? "Loading …" : "Figures are recorded every five minutes and after each backup; the chart begins with the second."),
  );
}

function chart(kind, title, table, history) {
  const last = history.at.length - 1;
  const summary = kind === "size"
    ? `from ${format.bytes(history.file_size_bytes[0])} to ${format.bytes(history.file_size_bytes[last])}`
    : `from ${format.percent(history.fragmentation_ratio[0])} to ${format.percent(history.fragmentation_ratio[last])}`;
  return h(
    "figure",
    { class: "chart-box", "data-key": `${table}-${kind}` },
    h("figcaption", {}, title),
    h("div", { class: "chart", "data-island": kind, role: "img", "aria-label": `${title} ${summary}` }),
  );
}

function snapshots(model) {
  const list = model.detail.snapshots;
  const columns = [
    { title: "Taken" }, { title: "Size", numeric: true }, { title: "Records", numeric: true }, { title: "Method" },
    { title: "Tries", numeric: true }, { title: "SHA-256" }, { title: "Verified" }, { title: "Restore" },
  ];
  return panel(
    "Snapshots",
    { id: "snapshots-title", wide: true },
    list === null ? h("p", { class: "muted" }, "Loading …")
      : list.length === 0 ? h("p", { class: "empty" }, "This table has no snapshot yet.")
        : dataTable({ label: "Snapshots", columns, rows: list.map((snapshot) => ({ key: snapshot.id, cells: [
          moment(snapshot.taken_at, now(model)),
          format.bytes(snapshot.size),
          format.count(snapshot.record_count),
          snapshot.pause_ms > 0 ? `${format.words(snapshot.method)}, owner held for ${format.duration(snapshot.pause_ms)}` : format.words(snapshot.method),
          format.count(snapshot.tries),
          h("code", { title: snapshot.sha256 }, snapshot.sha256.slice(0, 12)),
          verified(snapshot),
          changeButton("restore", snapshot.table, "Restore …", { snapshot: snapshot.id, label: `Restore the snapshot of ${format.exact(snapshot.taken_at)} …` }),
        ] })) }),
  );
}
