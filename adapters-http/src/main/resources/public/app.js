/** Brings the parts together: messages change the model, the model is rendered, actions go to the service. */

import * as api from "./api.js";
import { changing } from "./changing.js";
import { drawCharts } from "./charts.js";
import { morph } from "./dom.js";
import * as format from "./format.js";
import { isBackingUp, newModel, now, receive } from "./model.js";
import { overview, resultWords, verdict } from "./overview.js";
import { connect } from "./socket.js";
import { tablePage } from "./table.js";

/** How long the outcome of a run stays where its progress was. */
const OUTCOME_STAYS_MS = 12_000;

const TICK_MS = 1000;
const HISTORY_EVERY_MS = 5 * 60_000;
const LATEST_SNAPSHOTS = 9;
const POINTS_OF_A_LINE = 60;
const POINTS_OF_A_CHART = 3000;

const model = newModel();
const theme = globalThis.detsguardTheme;

// ---- Rendering: at most once a frame.

let frame = 0;

function render() {
  frame ||= requestAnimationFrame(() => {
    frame = 0;
    renderNow();
  });
}

function renderNow() {
  renderShell();
  if (model.state === null) {
    return;
  }
  const name = tableOfAddress();
  const page = morph(document.getElementById("page"), name === null ? overview(model) : tablePage(model, name));
  changes.draw();
  if (model.detail.history !== null) {
    drawCharts(page, model.detail, now(model), theme.current());
  }
}

const CONNECTION_WORDS = { connecting: "Connecting", live: "Live", lost: "Connection lost" };

function renderShell() {
  const { state, retryAt } = model.connection;
  document.getElementById("connection").dataset.connection = state;
  const words = document.getElementById("connection-text");
  const text = CONNECTION_WORDS[state];
  if (words.textContent !== text) {
    words.textContent = text; // a live region: said once, not every second
  }
  renderLoss(retryAt);
  renderThemeButton();
  document.getElementById("samples").hidden = model.state?.sample_tables !== true;
  document.title = model.state === null ? "DetsGuard" : `${verdict(model).word} · DetsGuard`;
}

function renderThemeButton() {
  const button = document.getElementById("theme");
  button.title = theme.current() === "dark" ? "Light theme" : "Dark theme";
  button.setAttribute("aria-label", button.title);
}

function renderLoss(retryAt) {
  const banner = document.getElementById("loss");
  banner.hidden = model.connection.state === "live" || model.state === null;
  if (!banner.hidden) {
    const seconds = retryAt === null ? 0 : Math.max(0, Math.ceil((retryAt - Date.now()) / 1000));
    document.getElementById("loss-text").textContent =
      `Not connected: this is how things were ${format.ago(model.state.timestamp, now(model))}. ` +
      (seconds > 0 ? `Trying again in ${seconds} s.` : "Trying again now …");
  }
}

/** Ages grow without news. */
function tick() {
  for (const element of document.querySelectorAll("time[data-at]")) {
    const text = format.ago(Number(element.dataset.at), now(model));
    if (element.textContent !== text) {
      element.textContent = text;
    }
  }
  renderLoss(model.connection.retryAt);
}

// ---- Addresses: #/ and #/tables/NAME.

function tableOfAddress() {
  const match = location.hash.match(/^#\/tables\/(.+)$/);
  try {
    return match === null ? null : decodeURIComponent(match[1]);
  } catch {
    return match[1]; // not encoded as ours are: no table has such a name
  }
}

function arrive() {
  const name = tableOfAddress();
  if (name !== model.detail.table) {
    model.detail = { ...model.detail, table: name, snapshots: null, history: null };
  }
  model.problem = null;
  if (model.state !== null) {
    loadDetail(); // before the first state, the connection's coming up loads it
  }
  render();
}

// ---- Data that the socket does not bring.

/** Runs a request; its failure is a sentence on the page, never a silent gap. */
async function load(request, take) {
  try {
    take(await request);
  } catch (failure) {
    if (failure instanceof api.ApiProblem) {
      model.problem = failure.message;
    } else if (!(failure instanceof TypeError)) {
      throw failure; // fetch fails with a TypeError when there is no network, and the header says so already
    }
  }
  render();
}

function loadHistory() {
  load(api.figureHistory({ points: POINTS_OF_A_LINE }), ({ tables }) => {
    model.history = new Map(tables.map((series) => [series.table, series]));
  });
}

function loadSnapshots() {
  load(api.snapshots({ limit: LATEST_SNAPSHOTS }), ({ snapshots }) => {
    model.snapshots = snapshots;
  });
}

function loadDetail() {
  const { table } = model.detail;
  if (table === null) {
    return;
  }
  load(api.snapshots({ table, limit: 100 }), ({ snapshots }) => {
    if (model.detail.table === table) {
      model.detail.snapshots = snapshots;
    }
  });
  load(api.figureHistory({ table, points: POINTS_OF_A_CHART }), ({ tables }) => {
    if (model.detail.table === table) {
      model.detail.history = tables[0] ?? { at: [] };
    }
  });
}

function loadRun(id) {
  if (!model.runs.has(id)) {
    load(api.run(id), (run) => model.runs.set(id, run));
  }
}

/** The newest run explains the failures that the tables show. */
function loadNewestRun() {
  const newest = model.state.backup.recent_runs[0];
  if (newest !== undefined && newest.status !== "complete") {
    loadRun(newest.run);
  }
}

function loadAll() {
  loadHistory();
  loadSnapshots();
  loadDetail();
}

// ---- Messages.

let outcomeTimer = 0;

function onMessage(message) {
  for (const event of receive(model, message)) {
    if (event.type === "backup_complete" || event.type === "backup_failed") {
      onRunFinished(event);
    }
    if (event.type === "health_changed") {
      connection.requestState();
    }
    if (event.type === "table_replaced") {
      refresh();
    }
  }
  if (message.type === "snapshot") {
    loadNewestRun();
  }
  render();
}

function refresh() {
  connection.requestState();
  loadAll();
}

function onRunFinished(event) {
  refresh();
  announce(`Backup ${event.status}. ${resultWords(event)}`);
  clearTimeout(outcomeTimer);
  outcomeTimer = setTimeout(() => {
    if (!isBackingUp(model)) {
      model.progress = null;
      render();
    }
  }, OUTCOME_STAYS_MS);
}

function announce(text) {
  document.getElementById("announcements").textContent = text;
}

function onStatus(status) {
  const regained = status.state === "live" && model.connection.state !== "live";
  model.connection = status;
  if (regained) {
    loadAll();
  }
  render();
}

// ---- Actions: one listener for all, found by `data-action`.

const changes = changing({ model, render, announce, changed: refresh });

const ACTIONS = {
  ...changes.actions,
  "back-up": (element) => {
    if (element.getAttribute("aria-disabled") === "true") {
      return;
    }
    const tables = element.dataset.table === undefined ? [] : [element.dataset.table];
    announce("Backup requested.");
    load(api.backUp(tables), () => {
      model.problem = null;
    });
  },
  sort: ({ dataset: { by } }) => {
    model.sort = { by, descending: model.sort.by === by && !model.sort.descending };
  },
  "show-all": () => {
    model.showAll = true;
  },
  span: ({ dataset: { span } }) => {
    model.detail.span = span;
  },
  theme: () => theme.toggle(),
  retry: () => connection.retryNow(),
  skip: () => document.getElementById("main").focus(),
};

function onClick(event) {
  const element = event.target.closest("[data-action]");
  const action = ACTIONS[element?.dataset.action];
  if (action !== undefined) {
    event.preventDefault();
    action(element);
    render();
  }
}

function onInput({ target }) {
  if (target.dataset.action === "filter") {
    model.filter = target.value;
  } else if (target.dataset.action === "sort-by") {
    model.sort = { by: target.value, descending: false };
  } else {
    changes.inputs[target.dataset.action]?.(target);
  }
  render();
}

function onToggle({ target }) {
  if (target.open && target.dataset.run !== undefined) {
    loadRun(target.dataset.run);
  }
}

// ---- Start.

const returnAddress = api.takeReturnAddress();
if (returnAddress && !location.hash) {
  history.replaceState(null, "", returnAddress);
}
document.addEventListener("click", onClick);
document.addEventListener("input", onInput);
document.addEventListener("toggle", onToggle, true);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", render);
addEventListener("hashchange", () => {
  arrive();
  scrollTo(0, 0);
  document.getElementById("main").focus({ preventScroll: true });
});
setInterval(tick, TICK_MS);
setInterval(loadAll, HISTORY_EVERY_MS);
const connection = connect({ onMessage, onStatus });
arrive();
