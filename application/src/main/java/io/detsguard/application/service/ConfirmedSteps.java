package io.detsguard.application.service;

import io.detsguard.application.port.in.Offer;
import io.detsguard.domain.event.GuardEvent;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.ReplacementCause;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * The two steps of a change, for one table at a time. Safe for use by many threads.
 *
 * @param <P> its plan
 * @param <O> its outcome
 */
final class ConfirmedSteps<P, O> {
  private final ConfirmationPorts ports;
  private final ShownPlans<P> plans;
  private final Function<P, TableName> tableOf;
  private final Function<Refusal, O> refused;

  /**
   * @param tableOf the table of a plan
   * @param refused the outcome of a refusal
   */
  ConfirmedSteps(
      ConfirmationPorts ports, Function<P, TableName> tableOf, Function<Refusal, O> refused) {
    this.ports = ports;
    this.plans = new ShownPlans<>(ports.random(), ports.clock());
    this.tableOf = tableOf;
    this.refused = refused;
  }

  /** Finds out what a change would do, and ends with {@link #shown} if it can be done. */
  @FunctionalInterface
  interface Look<P> {
    Offer<P> look() throws IOException, InterruptedException;
  }

  /** Makes a change. */
  @FunctionalInterface
  interface Change<P, O> {
    O make(P plan) throws IOException, InterruptedException;
  }

  Offer<P> preview(TableName table, Look<P> look) throws IOException, InterruptedException {
    Optional<TablesAtWork.Turn> turn = ports.atWork().begin(table);
    if (turn.isEmpty()) {
      return new Offer.Refused<>(TablesAtWork.busy(table));
    }
    try (TablesAtWork.Turn _ = turn.get()) {
      return look.look();
    }
  }

  Offer<P> shown(P plan) {
    return plans.show(plan);
  }

  O confirm(String confirmation, Change<P, O> change) throws IOException, InterruptedException {
    Optional<P> plan = plans.redeem(confirmation);
    if (plan.isEmpty()) {
      return refused.apply(
          new Refusal(
              Refusal.Kind.NOT_CONFIRMED,
              "the confirmation is not known, was used before or has run out; ask for a preview"
                  + " again"));
    }
    TableName table = tableOf.apply(plan.get());
    Optional<TablesAtWork.Turn> turn = ports.atWork().begin(table);
    if (turn.isEmpty()) {
      return refused.apply(TablesAtWork.busy(table));
    }
    try (TablesAtWork.Turn _ = turn.get()) {
      return change.make(plan.get());
    }
  }

  /** Tells everybody that a table was replaced. */
  void tell(P plan, ReplacementCause cause, long records, boolean verified) {
    ports
        .events()
        .publish(
            new GuardEvent.TableReplaced(
                ports.clock().instant(), tableOf.apply(plan), cause, records, verified));
  }
}
