package io.detsguard.domain.restore;

/** The answer to the question what an undoing would do. */
public sealed interface UndoPreview {
  /** This is what it would do; the plan says itself whether a process stands in the way. */
  record Planned(UndoPlan plan) implements UndoPreview {}

  /** There is nothing to undo. */
  record Refused(Refusal refusal) implements UndoPreview {}
}
