package io.detsguard.bootstrap.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.detsguard.application.port.in.RepairInPlaceUseCase;
import io.detsguard.domain.repair.RepairOutcome;
import io.detsguard.domain.repair.RepairReport;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.RepairPlan;
import io.detsguard.domain.restore.RepairPreview;
import io.detsguard.domain.restore.TableRepairOutcome;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.util.Optional;

/** {@code repair TABLE}: shows what would be saved, asks, and replaces the damaged file. */
record InPlaceRepair(CommandContext context, boolean json, Wish wish) {
  /**
   * What was asked for.
   *
   * @param dryRun whether only to say what would be saved
   * @param includesCandidates whether records of freed blocks go into the new table
   * @param assumeClosed whether the caller answers for processes that could not be looked at
   * @param yes whether nobody is to be asked
   */
  record Wish(
      TableName table,
      boolean dryRun,
      boolean includesCandidates,
      boolean assumeClosed,
      boolean yes) {}

  /**
   * Does it.
   *
   * @return the exit code
   */
  int run(RepairInPlaceUseCase repairs) throws IOException, InterruptedException {
    RepairPreview preview;
    try (ProgressDisplay progress = progress()) {
      preview = repairs.preview(wish.table(), wish.includesCandidates(), progress);
    }
    return switch (preview) {
      case RepairPreview.Refused(Refusal refusal) -> refused(refusal);
      case RepairPreview.Planned(RepairPlan plan) -> carryOut(repairs, plan);
    };
  }

  private int carryOut(RepairInPlaceUseCase repairs, RepairPlan plan)
      throws IOException, InterruptedException {
    if (!json) {
      text(plan);
    }
    Optional<Refusal> obstacle = plan.obstacle(wish.assumeClosed());
    if (wish.dryRun() && json) {
      context.console().print(node(plan));
      return obstacle.isPresent() ? ExitCode.REFUSED : lossCode(plan.report());
    }
    if (obstacle.isPresent()) {
      return refused(obstacle.get());
    }
    if (wish.dryRun()) {
      return lossCode(plan.report());
    }
    if (!isWanted()) {
      context.console().say("Nothing was changed.");
      return ExitCode.REFUSED;
    }
    TableRepairOutcome outcome;
    try (ProgressDisplay progress = progress()) {
      outcome = repairs.replace(plan, wish.assumeClosed(), progress);
    }
    return switch (outcome) {
      case TableRepairOutcome.Refused(Refusal refusal) -> refused(refusal);
      case TableRepairOutcome.Repaired repaired -> repaired(repaired);
      case TableRepairOutcome.RolledBack rolledBack -> rolledBack(rolledBack);
    };
  }

  private boolean isWanted() {
    return wish.yes()
        || json
        || context
            .console()
            .question()
            .agreesTo("Put the repaired table in place of " + wish.table() + "?");
  }

  private void text(RepairPlan plan) {
    String name = wish.table().value();
    new RepairText(context.console(), true)
        .print(name, name, new RepairOutcome.Repaired(plan.report()));
    context.console().print("damage", Printable.of(plan.check().summary()));
    plan.owner().ifPresent(new RestoreText(context.console())::owner);
  }

  private ObjectNode node(RepairPlan plan) {
    String name = wish.table().value();
    ObjectNode node = RepairJson.of(name, name, new RepairOutcome.Repaired(plan.report()));
    node.put("outcome", "possible").put("kept", (String) null);
    RestoreJson.occupancy(node, plan.occupancy());
    RestoreJson.owner(node, plan.owner());
    return node;
  }

  private int repaired(TableRepairOutcome.Repaired repaired) {
    String name = wish.table().value();
    if (json) {
      ObjectNode node =
          RepairJson.of(name, repaired.at().value(), new RepairOutcome.Repaired(repaired.report()));
      RestoreJson.kept(node, repaired.kept());
      node.put("doubt", repaired.doubt().orElse(null));
      repaired.notes().forEach(node.withArray("notes")::add);
      context.console().print(node);
    } else {
      Console console = context.console();
      console.print("repaired", Printable.of(repaired.at().value()));
      console.print(
          "check", repaired.doubt().map(Printable::of).orElse("every record was read back"));
      repaired.kept().map(TableLocation::value).ifPresent(this::kept);
      repaired.notes().forEach(note -> console.print("note", Printable.of(note)));
    }
    return repaired.doubt().isPresent() ? ExitCode.NOT_WELL : lossCode(repaired.report());
  }

  private static int lossCode(RepairReport report) {
    return ExitCode.of(new RepairOutcome.Repaired(report));
  }

  private void kept(String kept) {
    context.console().print("kept", "the damaged file, as " + Printable.of(kept));
    context.console().print("undo", "detsguard restore --undo " + wish.table());
  }

  private int rolledBack(TableRepairOutcome.RolledBack rolledBack) {
    if (json) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      node.put("file", wish.table().value()).put("outcome", "rolled_back");
      RestoreJson.rolledBack(
          node, rolledBack.reason(), rolledBack.ownerTrouble(), rolledBack.notes());
      context.console().print(node);
    } else {
      Console console = context.console();
      new RestoreText(console)
          .rolledBack(
              "the repair of " + wish.table() + " was undone, and the damaged file is back: ",
              rolledBack.reason(),
              rolledBack.ownerTrouble());
      rolledBack.notes().forEach(note -> console.print("note", Printable.of(note)));
    }
    return ExitCode.FAILED;
  }

  private int refused(Refusal refusal) {
    if (json) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      node.put("file", wish.table().value());
      RestoreJson.refused(node, refusal);
      context.console().print(node);
    } else {
      new RestoreText(context.console()).refused(wish.table(), refusal);
    }
    return ExitCode.REFUSED;
  }

  private ProgressDisplay progress() {
    return context.progress(wish.table().value(), !json);
  }
}
