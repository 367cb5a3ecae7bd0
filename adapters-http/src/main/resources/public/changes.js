/**
 * The dialog that changes a table: restore, undo, repair, compact. It shows first what would happen, and only what
 * was shown is done, when it is confirmed.
 */

import { h } from "./dom.js";
import * as format from "./format.js";
import { now } from "./model.js";
import { icon, moment } from "./parts.js";

const KINDS = {
  restore: { title: "Restore", looking: "Verifying the snapshot and comparing it with the live table", verb: "Restore", words: shownRestore },
  undo: { title: "Undo the last change of", looking: "Checking the file that would be put back", verb: "Put it back", words: shownUndo },
  repair: { title: "Repair", looking: "Reading all that is left of the table", verb: "Repair", words: shownRepair },
  compact: { title: "Compact", looking: "Checking every record of the table", verb: "Compact", words: shownCompaction },
};

/** A change that somebody has asked for; nothing is known of it yet. */
export function newChange(kind, table, snapshot) {
  return { kind, table, snapshot, step: "looking", plan: null, result: null, problem: null, assumeClosed: false, beside: false };
}

/** What is sent to have the change shown. */
export function wish({ kind, table, snapshot }) {
  return kind === "restore" ? { table, snapshot } : { table };
}

/** What is sent to have it made. */
export function confirmation({ kind, plan, assumeClosed, beside }) {
  const body = { confirmation: plan.confirmation, assume_closed: assumeClosed };
  return kind === "repair" ? { ...body, beside } : body;
}

/** Whether nothing that is known stands in the way. */
export function canConfirm(change) {
  if (change.step !== "shown" || (change.kind === "compact" && change.plan.saved <= 0)) {
    return false;
  }
  const { closed, owner_release: release } = change.plan;
  return closed === "yes" || (closed === "no" && Boolean(release)) || change.beside || (closed === "unknown" && change.assumeClosed);
}

/** What came of it, as a sentence. */
export function outcomeWords({ kind, table, result }) {
  const records = result.record_count === null ? "" : `: ${format.counted(result.record_count, "record")}`;
  switch (kind) {
    case "restore":
      return `${table} is restored${records}, all read back.`;
    case "repair":
      return `${table} is repaired${records} saved and read back.`;
    case "compact":
      return `${table} is compacted: ${format.bytes(result.saved)} won, with the same ${format.counted(result.record_count, "record")}.`;
    default:
      return result.verdict === null ? `${table} has no file again, as before.` : `${table} is what it was before${records}.`;
  }
}

export function dialogBody(model) {
  const { change } = model;
  return h(
    "div",
    { id: "change-body", class: "change", "data-key": `${change.kind}-${change.table}` },
    h("h2", { id: "change-title", tabindex: "-1" }, KINDS[change.kind].title, " ", change.table),
    h("div", { class: "change-content", "data-key": change.step }, content(model)),
    h("div", { class: "change-buttons", "data-key": `buttons-${change.step}` }, buttons(change)),
  );
}

function content(model) {
  const { change } = model;
  switch (change.step) {
    case "looking":
      return h("p", { class: "muted" }, `${KINDS[change.kind].looking} …`);
    case "working":
      return h("p", { class: "muted" }, "At work; every record is read back before it counts as done …");
    case "refused":
      return h("p", { class: "notice notice-bad", role: "alert" }, `Nothing was changed: ${change.problem}`);
    case "done":
      return done(change);
    default:
      return [KINDS[change.kind].words(model, change.plan), occupancy(change), notes(change.plan.notes)];
  }
}

function buttons(change) {
  const close = button("close-change", change.step === "done" || change.step === "refused" ? "Close" : "Cancel");
  switch (change.step) {
    case "looking":
      return close;
    case "shown":
      return [close, change.plan.closed === "no" ? button("look-again", "Look again") : null, confirmButton(change)];
    case "refused":
      return [close, button("look-again", "Look again")];
    case "done":
      return [change.beside ? null : button("undo-change", change.kind === "undo" ? "Take this back …" : "Undo …"), close];
    default:
      return null;
  }
}

function button(action, words) {
  return h("button", { type: "button", class: "button", "data-action": action }, words);
}

function confirmButton(change) {
  return h(
    "button",
    { type: "button", class: "button button-primary", "data-action": "confirm-change", "aria-disabled": canConfirm(change) ? null : "true" },
    KINDS[change.kind].verb,
  );
}

function list(...facts) {
  return h("dl", { class: "change-facts" }, facts.filter((fact) => fact !== null));
}

function fact(name, ...value) {
  return h("div", {}, h("dt", {}, name), h("dd", {}, value));
}

function shownRestore(model, plan) {
  return [
    plan.changes_nothing ? h("p", {}, "The live table holds the same records already.") : null,
    list(
      fact("Snapshot", "taken ", moment(plan.taken_at, now(model)), `, ${format.counted(plan.record_count, "record")}, verified`, plan.proven ? "" : ": salvage, no proven backup"),
      ...difference(plan.live, "the snapshot"),
      fact("Kept", plan.live.state === "missing" ? "there is no file to keep; undoing takes the restored one away" : "the present file, beside the new one; undoing puts it back"),
    ),
  ];
}

/** How the live table differs from what would take its place. */
function difference(live, other) {
  switch (live.state) {
    case "missing":
      return [fact("Now", "there is no file")];
    case "unusable":
      return [fact("Now", `${format.words(live.verdict)}: ${live.reason}`)];
    default:
      return [
        live.properly_closed ? null : fact("Now", "not properly closed: its latest changes may be missing here"),
        fact("Comes back", `${format.counted(live.keys_only_in_snapshot, "key")} only in ${other}`),
        fact("Goes", `${format.counted(live.keys_only_in_live, "key")} only in the live table`),
        fact("Changes", `${format.counted(live.keys_different, "key")} in both, with other records`),
        fact("Stays", `${format.counted(live.keys_same, "key")} in both, with equal records`),
      ];
  }
}

const CAUSES = { restore: "the restore", repair: "the repair", compact: "the compaction", undo: "the undoing" };

function shownUndo(model, plan) {
  const cause = CAUSES[plan.replaced_by] ?? format.words(plan.replaced_by);
  const when = moment(plan.replaced_at, now(model));
  if (plan.put_back === null) {
    return list(
      fact("Before", `there was no file before ${cause} `, when),
      fact("Goes", "the present file; it is kept beside"),
    );
  }
  return list(
    fact("Put back", `the file from before ${cause} `, when),
    fact("It is", plan.finding === null ? `${format.words(plan.verdict)}, ${format.counted(plan.record_count, "record")}` : `${format.words(plan.verdict)}: ${plan.finding}`),
    ...(plan.live === null ? [] : difference(plan.live, "that file")),
    fact("Kept", "the present file; undoing once more puts it back"),
  );
}

function shownRepair(_, plan) {
  return [
    list(
      fact("Damage", `${format.words(plan.verdict)}: ${plan.finding}`),
      fact("Saved", `${format.counted(plan.record_count, "record")}, ${format.counted(plan.key_count, "key")}`),
      fact("Lost or in doubt", plan.nothing_lost ? "nothing, as far as the file shows" : losses(plan.losses)),
      fact("Kept", "the damaged file; undoing puts it back"),
    ),
    plan.nothing_lost ? null : h("p", { class: "muted" }, "A snapshot may have what the file has lost: compare before you choose."),
  ];
}

function losses({ collections, missing, doubtful, candidates, unreachable_slots: slots }) {
  const parts = [
    [collections, "place that cannot be read", "places that cannot be read"],
    [missing, "counted record missing", "counted records missing"],
    [doubtful, "conflict that only the order decided", "conflicts that only the order decided"],
    [candidates, "record of freed blocks left out", "records of freed blocks left out"],
    [slots, "slot out of reach", "slots out of reach"],
  ].filter(([count]) => count > 0);
  return h("ul", {}, parts.map(([count, one, many]) => h("li", {}, `${format.count(count)} ${count === 1 ? one : many}`)));
}

function shownCompaction(_, plan) {
  if (plan.saved <= 0) {
    return h("p", {}, "The table is as compact as it can be: there is nothing to win.");
  }
  return list(
    fact("Now", format.bytes(plan.size_before)),
    fact("Compact", format.bytes(plan.size_after)),
    fact("Wins", `${format.bytes(plan.saved)} (${format.percent(plan.saved / plan.size_before)}): ${plan.worthwhile ? "worth it" : "hardly worth it"}`),
    fact("Records", `${format.count(plan.record_count)}, the same`),
    fact("Kept", "the present file; undoing puts it back"),
  );
}

function occupancy(change) {
  const { closed, open_in: holders, unseen } = change.plan;
  const beside = change.kind === "repair"
    ? check("beside", change.beside, "Leave the damaged file where it is, and store the repaired table beside it.")
    : null;
  switch (closed) {
    case "yes":
      return [h("p", { class: "all-well" }, icon("ok"), "No process has the table open."), beside];
    case "no": {
      const names = holders.map(({ pid, command }) => `${command} (process ${pid})`);
      if (change.plan.owner_release) {
        return [h("p", { class: "notice notice-warn", id: "change-open" }, `The table is open in ${format.listed(names)}. Its owner will be made to close it (${change.plan.owner_release}) and to open it again (${change.plan.owner_reopen}).`), beside];
      }
      return [h("p", { class: "notice notice-bad", id: "change-open" }, `The table is open in ${format.listed(names)}. Have it closed first.`), beside];
    }
    default:
      return [
        h("p", { class: "notice notice-warn" }, `It cannot be seen whether a process has the table open: ${unseen}.`),
        check("assume-closed", change.assumeClosed, "I know that nobody has it open."),
        beside,
      ];
  }
}

function check(action, checked, words) {
  return h("label", { class: "check" }, h("input", { type: "checkbox", "data-action": action, checked }), " ", words);
}

function notes(sentences) {
  return sentences.map((note) => h("p", { class: "muted" }, note));
}

function done(change) {
  const { result } = change;
  const doubt = result.doubt ?? null;
  const kept = result.kept ?? null;
  return [
    doubt === null
      ? h("p", { class: "all-well" }, icon("ok"), h("span", {}, outcomeWords(change)))
      : h("p", { class: "notice notice-bad", role: "alert" }, `Done, but in doubt: ${doubt}`),
    change.beside ? h("p", {}, "It lies beside the damaged one: ", path(result.path)) : null,
    kept === null ? null : h("p", {}, "The file that was there is kept: ", path(kept)),
    notes(result.notes),
  ];
}

function path(text) {
  return h("code", { class: "path" }, text);
}
