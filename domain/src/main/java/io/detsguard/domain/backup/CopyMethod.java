package io.detsguard.domain.backup;

/** How the bytes of a snapshot were taken from a file that its owner may be writing. */
public enum CopyMethod {
  /** Read between two identical looks at the file, on a file system with fine timestamps. */
  STABLE_READ("stable_read", CopyGrade.EXACT),
  /** The same, with a guard against timestamps that advance in ticks. */
  STABLE_READ_GUARDED("stable_read_guarded", CopyGrade.EXACT),
  /** The same with a long guard, and the whole file read twice, for timestamps of whole seconds. */
  STABLE_READ_TWICE("stable_read_twice", CopyGrade.EXACT),
  /**
   * A file whose owner is gone, copied as it was left and repaired: what could be saved of it, as a
   * sound table.
   */
  FROZEN_REPAIR("frozen_repair", CopyGrade.SALVAGE);

  private final String wireName;
  private final CopyGrade grade;

  CopyMethod(String wireName, CopyGrade grade) {
    this.wireName = wireName;
    this.grade = grade;
  }

  /** The name used in manifests and JSON. */
  public String wireName() {
    return wireName;
  }

  public CopyGrade grade() {
    return grade;
  }
}
