package io.detsguard.domain.restore;

/** The answer to the question what a restore would do. */
public sealed interface RestorePreview {
  /** This is what it would do; the plan says itself whether a process stands in the way. */
  record Planned(RestorePlan plan) implements RestorePreview {}

  /** There is nothing to restore from. */
  record Refused(Refusal refusal) implements RestorePreview {}
}
