package io.detsguard.storage.dets;

/** Hears how far a check has come; coarse, so that hearing costs nothing. */
@FunctionalInterface
public interface CheckProgress {
  /** Hears nothing. */
  CheckProgress NONE = (bytes, inAll) -> {};

  /**
   * Takes the state of the check. Called by the threads that check, one at a time, with ascending
   * values; what it throws ends the check.
   *
   * @param bytes about so many bytes have been checked
   * @param inAll of so many
   */
  void checked(long bytes, long inAll);
}
