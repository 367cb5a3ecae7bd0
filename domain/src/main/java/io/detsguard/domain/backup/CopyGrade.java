package io.detsguard.domain.backup;

/** What a copy is worth. */
public enum CopyGrade {
  /** The table as it was at one moment, proven. */
  EXACT("exact"),
  /** What could be saved of a table that had no readable moment; never counts as a backup. */
  SALVAGE("salvage");

  private final String wireName;

  CopyGrade(String wireName) {
    this.wireName = wireName;
  }

  /** The name used in manifests and JSON. */
  public String wireName() {
    return wireName;
  }
}
