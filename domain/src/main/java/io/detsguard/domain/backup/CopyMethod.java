package io.detsguard.domain.backup;

/** How the bytes of a snapshot were taken from a file that its owner may be writing. */
public enum CopyMethod {
  /** Read between two identical looks at the file, on a file system with fine timestamps. */
  STABLE_READ("stable_read", CopyGrade.EXACT),
  /** The same, with a guard against timestamps that advance in ticks. */
  STABLE_READ_GUARDED("stable_read_guarded", CopyGrade.EXACT),
  /** The same with a long guard, and the whole file read twice, for timestamps of whole seconds. */
  STABLE_READ_TWICE("stable_read_twice", CopyGrade.EXACT),
  /** A stable read right after the owner was asked, through its node, to save the table. */
  SYNCED_READ("synced_read", CopyGrade.EXACT),
  /** The owner was asked to save, and held while the closed file was read. */
  HELD_READ("held_read", CopyGrade.EXACT),
  /**
   * The owner wrote its cache to the file and was held while that was copied; the copy, which is
   * not properly closed, was repaired without any loss.
   */
  HELD_REPAIR("held_repair", CopyGrade.EXACT),
  /** A stable read after a command of the operator made the application save the table. */
  COMMANDED_READ("commanded_read", CopyGrade.EXACT),
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
