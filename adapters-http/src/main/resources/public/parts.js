/** Pieces that several pages are made of. Each function gives a new element. */

import { h, svg } from "./dom.js";
import * as format from "./format.js";
import { fragmentationLevel, shareDone } from "./model.js";

const ICONS = {
  ok: "M4 10.5 8.2 14.5 16 6",
  warning: "M10 5v6M10 14.2v.3",
  bad: "M6 6l8 8M14 6l-8 8",
  running: "M10 5v5l3.2 2",
  info: "M10 9.5v5M10 5.7v.3",
};

/** A sign that comes beside words, never in their place. */
export function icon(kind) {
  return svg(
    "svg",
    { class: `icon icon-${kind}`, viewBox: "0 0 20 20", "aria-hidden": "true" },
    svg("circle", { cx: 10, cy: 10, r: 9 }),
    svg("path", { d: ICONS[kind] }),
  );
}

const STATUS = {
  ok: ["ok", "OK"],
  warning: ["warning", "Warning"],
  unavailable: ["bad", "Unavailable"],
  complete: ["ok", "Complete"],
  partial: ["warning", "Partial"],
  failed: ["bad", "Failed"],
  attached: ["ok", "Attached"],
  unreachable: ["warning", "Unreachable"],
};

/** Conditions that are worse than a warning, and the word for each. */
const BAD = { unavailable: "Unavailable", owner_error: "Owner in error", shared_file: "Shared file" };

/** A status as a word with its sign and colour. */
export function badge(status) {
  const [kind, word] = STATUS[status] ?? ["info", format.words(status)];
  return h("span", { class: `badge badge-${kind}` }, icon(kind), word);
}

/** A moment: how long ago it was, kept up to date, and exactly when on hover. */
export function moment(milliseconds, now) {
  return h(
    "time",
    { datetime: new Date(milliseconds).toISOString(), title: format.exact(milliseconds), "data-at": milliseconds },
    format.ago(milliseconds, now),
  );
}

export function tableLink(name) {
  return h("a", { href: tableAddress(name) }, breakable(name));
}

/** A name that may be broken after its underscores, so that it fits a phone. */
function breakable(name) {
  const parts = name.split("_");
  return parts.map((part, index) => (index < parts.length - 1 ? [`${part}_`, h("wbr")] : part));
}

export function tableAddress(name) {
  return `#/tables/${encodeURIComponent(name)}`;
}

/** Links to tables as part of a sentence; of many, the first few. */
export function tableLinks(names) {
  const shown = names.slice(0, 5);
  const more = names.length - shown.length;
  const parts = shown.flatMap((name, index) => [index > 0 ? ", " : null, tableLink(name)]);
  return h("span", { class: "names" }, parts, more > 0 ? ` and ${format.count(more)} more` : null);
}

/** Free share of a file: a bar, the number, and from 30 % on a word. */
export function fragmentation(share) {
  if (share === null) {
    return h("span", { class: "muted", title: "Known once the owner has properly closed the table." }, format.UNKNOWN);
  }
  const level = fragmentationLevel(share);
  return h(
    "span",
    { class: `meter meter-${level || "low"}` },
    h("span", { class: "meter-track", "aria-hidden": "true" }, h("span", { style: { width: `${share * 100}%` } })),
    h("span", { class: "meter-text" }, format.percent(share), level ? h("strong", {}, ` ${level}`) : null),
  );
}

const STEPS = { waiting: "waiting", copying: "copying", checking: "checking", backed_up: "proven", failed: "failed" };

/** The progress of one table in a run. */
export function progressBar(name, progress) {
  const percent = Math.round(shareDone(progress) * 100);
  const word = STEPS[progress.step] ?? format.words(progress.step);
  const text = progress.step === "copying" || progress.step === "checking" ? `${word}, ${percent} %` : word;
  return h(
    "li",
    { class: `progress progress-${progress.step}`, "data-key": name },
    h("span", { class: "progress-name" }, name),
    h("span", { class: "progress-step" }, text),
    h("progress", { max: 100, value: percent, "aria-label": `Backup of ${name}`, "aria-valuetext": text }),
  );
}

/** One thing that is wrong, whom it concerns, and what makes it go away. */
export function conditionItem({ key, kind, message, cure, tables, node }) {
  const bad = kind in BAD;
  return h(
    "li",
    { class: `condition condition-${bad ? "bad" : "warning"}`, "data-key": key, "data-kind": kind },
    icon(bad ? "bad" : "warning"),
    h(
      "div",
      {},
      h("p", {}, h("strong", {}, BAD[kind] ?? "Warning"), " ", tables ? tableLinks(tables) : node ?? null),
      h("p", {}, message),
      h("p", { class: "cure" }, h("span", {}, "What to do: "), cure),
    ),
  );
}

/** A line of numbers, oldest first, without axes; the numbers beside it say the rest. */
export function sparkline(values) {
  const points = values.filter((value) => value !== null);
  const shape = { class: "spark", viewBox: "0 0 80 20", preserveAspectRatio: "none", "aria-hidden": "true" };
  if (points.length < 2) {
    return svg("svg", shape);
  }
  const low = Math.min(...points);
  const spread = Math.max(...points) - low;
  const line = points.map((value, index) => {
    const x = (index * 80) / (points.length - 1);
    const y = spread === 0 ? 10 : 18 - ((value - low) * 16) / spread;
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return svg(
    "svg",
    shape,
    svg("polygon", { points: `0,20 ${line.join(" ")} 80,20` }),
    svg("polyline", { points: line.join(" ") }),
  );
}

export function panel(title, { id, aside = null, wide = false }, ...content) {
  return h(
    "section",
    { class: `card panel${wide ? " panel-wide" : ""}`, "aria-labelledby": id, "data-key": id },
    h("div", { class: "panel-head" }, h("h2", { id }, title), aside),
    content,
  );
}

/** Heads and rows; on a narrow screen each row becomes a card whose cells name themselves. */
export function dataTable({ label, columns, rows, id }) {
  return h(
    "table",
    { class: "data", role: "table", "aria-label": label, id },
    h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, columns.map((column) => headCell(column)))),
    h("tbody", { role: "rowgroup" }, rows.map(({ key, cells, kind }) =>
      h("tr", { role: "row", "data-key": key, class: kind }, cells.map((cell, index) => bodyCell(columns[index], cell, index))),
    )),
  );
}

function headCell({ title, numeric, sort, direction }) {
  const content = sort
    ? h("button", { type: "button", class: "sort", "data-action": "sort", "data-by": sort }, title, h("span", { class: "sort-mark", "aria-hidden": "true" }, direction === "ascending" ? "▲" : direction === "descending" ? "▼" : ""))
    : title;
  return h("th", { role: "columnheader", scope: "col", class: numeric ? "numeric" : null, "aria-sort": sort ? direction ?? "none" : null }, content);
}

function bodyCell({ title, numeric }, content, index) {
  const attributes = { class: numeric ? "numeric" : null, "data-label": title };
  return index === 0
    ? h("th", { role: "rowheader", scope: "row", ...attributes }, content)
    : h("td", { role: "cell", ...attributes }, h("div", { class: "cell" }, content));
}
