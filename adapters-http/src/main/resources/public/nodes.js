/** What Erlang nodes know: the nodes themselves, and who has a table open. Nothing when none is configured. */

import { h } from "./dom.js";
import * as format from "./format.js";
import { nodes, now } from "./model.js";
import { badge, dataTable, moment, panel } from "./parts.js";

/** All nodes, on the first page. */
export function nodesPanel(model) {
  const columns = [
    { title: "Node" }, { title: "Status" }, { title: "OTP", numeric: true }, { title: "Open tables", numeric: true }, { title: "Looked at" },
  ];
  return nodes(model).length === 0 ? null : panel(
    "Erlang nodes",
    { id: "nodes-title", wide: true },
    dataTable({ id: "nodes", label: "Erlang nodes", columns, rows: nodes(model).map((node) => ({
      key: node.node,
      cells: [
        [node.node, node.reason === null ? null : h("span", { class: "reason" }, node.reason)],
        badge(node.status),
        node.release ?? format.UNKNOWN,
        openTables(node),
        moment(node.checked_at, now(model)),
      ],
    })) }),
  );
}

function openTables(node) {
  const unprotected = node.unprotected_tables.length;
  return [
    format.count(node.open_tables),
    unprotected === 0 ? null : h("strong", { class: "overdue", title: node.unprotected_tables.join(", ") }, ` ${format.count(unprotected)} unprotected`),
  ];
}

/** Who has a table open, on its page. */
export function ownersPanel(model, table) {
  return nodes(model).length === 0 ? null : panel("Owner", { id: "owner-title", wide: true }, owners(model, table));
}

const NO_OWNER = {
  nobody: "No configured node has this table open.",
  unknown: "It is not known whether a node has this table open: a node could not be asked, or did not say all.",
};

function owners(model, table) {
  if (table.owners.length === 0) {
    return h("p", { class: "empty" }, NO_OWNER[table.owner_state]);
  }
  const columns = [
    { title: "Node" }, { title: "Table there" }, { title: "State" }, { title: "Queue", numeric: true }, { title: "Memory", numeric: true },
    { title: "Users", numeric: true }, { title: "Saves itself" },
  ];
  return dataTable({ id: "owners", label: "Owner", columns, rows: table.owners.map((owner) => ({
    key: `${owner.node} ${owner.name}`,
    cells: [
      [owner.node, h("span", { class: "method" }, owner.process)],
      owner.name,
      state(model, owner),
      format.count(owner.queue_length),
      format.bytes(owner.memory_bytes),
      format.count(owner.users),
      owner.auto_save_ms === null ? "never" : `after ${format.duration(owner.auto_save_ms)} without a change`,
    ],
  })) });
}

const MODES = { clean: "saved", dirty: "unsaved changes", error: "error", unknown: "not known" };

function state(model, owner) {
  return [
    owner.mode === "error" ? h("strong", { class: "overdue" }, MODES.error) : MODES[owner.mode],
    owner.access === "read" ? ", read only" : null,
    owner.ram_file ? ", lives in memory" : null,
    owner.fixed_since === null ? null : [", fixed ", moment(owner.fixed_since, now(model))],
  ];
}
