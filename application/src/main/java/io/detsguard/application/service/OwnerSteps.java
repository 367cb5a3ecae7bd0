package io.detsguard.application.service;

import io.detsguard.application.port.out.OwnerControl;
import io.detsguard.application.port.out.OwnerControl.Count;
import io.detsguard.application.port.out.OwnerControl.Step;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.table.TableLocation;
import java.util.Optional;

/**
 * The steps of one owner, once a table was taken from it: from then on an interrupt must not leave
 * the application without its table, so it counts as a failed step, and is set again at the end.
 */
final class OwnerSteps implements AutoCloseable {
  private final OwnerControl control;
  private final OwnerHandle owner;
  private final TableLocation file;
  private boolean interrupted;

  OwnerSteps(OwnerControl control, OwnerHandle owner, TableLocation file) {
    this.control = control;
    this.owner = owner;
    this.file = file;
  }

  /** Has the owner close the table; gives the reason when it did not. */
  Optional<String> release() {
    return trouble(() -> control.release(owner, file));
  }

  /** Has the owner open the table; gives the reason when it did not. */
  Optional<String> reopen() {
    return trouble(() -> control.reopen(owner, file));
  }

  /** Counts the records through the node. */
  Count count() {
    try {
      return control.count(owner, file);
    } catch (InterruptedException e) {
      interrupted = true;
      return new Count.Failed("it was interrupted");
    }
  }

  @FunctionalInterface
  private interface Attempt {
    Step make() throws InterruptedException;
  }

  private Optional<String> trouble(Attempt attempt) {
    try {
      return switch (attempt.make()) {
        case Step.Done() -> Optional.empty();
        case Step.Failed(String reason) -> Optional.of(reason);
      };
    } catch (InterruptedException e) {
      interrupted = true;
      return Optional.of("it was interrupted");
    }
  }

  /** Hands an interrupt that was held back to the thread. */
  @Override
  public void close() {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
