package io.detsguard.application.port.out;

import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.table.TableLocation;

/**
 * Has the owners of tables close and open them. Each step takes at most its time-outs. Safe for use
 * by many threads.
 */
public interface OwnerControl {
  /** No owner can be controlled, so every step fails. */
  OwnerControl NONE =
      new OwnerControl() {
        private static final String REASON = "no owner is configured";

        @Override
        public Step release(OwnerHandle owner, TableLocation file) {
          return new Step.Failed(REASON);
        }

        @Override
        public Step reopen(OwnerHandle owner, TableLocation file) {
          return new Step.Failed(REASON);
        }

        @Override
        public Count count(OwnerHandle owner, TableLocation file) {
          return new Count.Failed(REASON);
        }
      };

  /**
   * Has the owner close the table.
   *
   * @param file the table's file, which nobody in the owner's node has open when this succeeds
   * @throws InterruptedException when the thread was interrupted; the owner may have closed it or
   *     not
   */
  Step release(OwnerHandle owner, TableLocation file) throws InterruptedException;

  /**
   * Has the owner open the table again; harmless when it has it open.
   *
   * @param file the table's file, which somebody in the owner's node has open when this succeeds
   * @throws InterruptedException when the thread was interrupted; the same
   */
  Step reopen(OwnerHandle owner, TableLocation file) throws InterruptedException;

  /** Counts the records of the open table through its owner's node. */
  Count count(OwnerHandle owner, TableLocation file) throws InterruptedException;

  /** What became of a step. */
  sealed interface Step {
    /** It is as it should be. */
    record Done() implements Step {}

    /**
     * It is not, or that is not known.
     *
     * @param reason a clause for the operator, without paths of the host
     */
    record Failed(String reason) implements Step {}
  }

  /** How many records there are. */
  sealed interface Count {
    /** So many, by the table's process. */
    record Counted(long records) implements Count {}

    /** There is no node to ask: the owner is controlled by commands. */
    record NotAsked() implements Count {}

    /**
     * The node was asked, and could not say.
     *
     * @param reason as in {@link Step.Failed}
     */
    record Failed(String reason) implements Count {}
  }
}
