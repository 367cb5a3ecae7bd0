package io.detsguard.domain.restore;

/** The answer to the question what a repair of a table would do. */
public sealed interface RepairPreview {
  /** This is what it would do; the plan says itself whether a process stands in the way. */
  record Planned(RepairPlan plan) implements RepairPreview {}

  /** There is nothing to repair, or nothing that could be. */
  record Refused(Refusal refusal) implements RepairPreview {}
}
