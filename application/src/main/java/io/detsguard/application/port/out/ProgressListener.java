package io.detsguard.application.port.out;

/** Told now and then how far a long piece of work is; called by the thread that does it. */
@FunctionalInterface
public interface ProgressListener {
  /** Listens to nothing. */
  ProgressListener NONE = (done, total) -> {};

  /**
   * The work is that far.
   *
   * @param done bytes done since the work began; less than before when it had to begin anew
   * @param total bytes in all
   */
  void reached(long done, long total);
}
