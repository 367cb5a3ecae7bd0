/** Makes changes of tables: asks the service, keeps the dialog, and tells what came of it. */

import * as api from "./api.js";
import { canConfirm, confirmation, dialogBody, newChange, outcomeWords, wish } from "./changes.js";
import { morph } from "./dom.js";

/**
 * The dialog's actions, by the names that elements carry in `data-action`.
 *
 * @param render has the page drawn again
 * @param announce says something to those who do not see the page
 * @param changed is called when a table was changed
 */
export function changing({ model, render, announce, changed }) {
  const dialog = document.getElementById("change");

  /** One step at the service; when its answer comes and the dialog is gone, nobody is disturbed. */
  async function step(change, request, take) {
    try {
      take(await request);
    } catch (failure) {
      if (!(failure instanceof api.ApiProblem || failure instanceof TypeError)) {
        throw failure;
      }
      change.problem = failure instanceof api.ApiProblem ? failure.message : "the service cannot be reached.";
      change.step = "refused";
    }
    if (model.change === change) {
      render();
      focusTitle();
    }
  }

  function look(change) {
    Object.assign(change, { step: "looking", plan: null, problem: null, assumeClosed: false });
    step(change, api.previewChange(change.kind, wish(change)), (plan) => {
      Object.assign(change, { step: "shown", plan });
    });
  }

  function open(kind, table, snapshot) {
    model.change = newChange(kind, table, snapshot);
    look(model.change);
    draw();
    if (!dialog.open) {
      dialog.showModal();
    }
    focusTitle();
  }

  function confirm(change) {
    if (!canConfirm(change)) {
      return;
    }
    const body = confirmation(change);
    change.step = "working";
    step(change, api.makeChange(change.kind, body), (result) => {
      Object.assign(change, { step: "done", result });
      announce(outcomeWords(change));
      changed();
    });
    draw();
    focusTitle();
  }

  function focusTitle() {
    draw();
    document.getElementById("change-title")?.focus();
  }

  function draw() {
    if (model.change !== null) {
      morph(document.getElementById("change-body"), dialogBody(model));
    }
  }

  // The event comes a frame later, and the dialog may be open again by then.
  dialog.addEventListener("close", () => {
    if (!dialog.open) {
      model.change = null;
      render();
    }
  });

  return {
    draw,
    actions: {
      change: ({ dataset: { change, table, snapshot } }) => open(change, table, snapshot),
      "confirm-change": () => confirm(model.change),
      "look-again": () => {
        look(model.change);
        focusTitle();
      },
      "undo-change": () => open("undo", model.change.table),
      "close-change": () => dialog.close(),
    },
    inputs: {
      "assume-closed": ({ checked }) => {
        model.change.assumeClosed = checked;
      },
      beside: ({ checked }) => {
        model.change.beside = checked;
      },
    },
  };
}
