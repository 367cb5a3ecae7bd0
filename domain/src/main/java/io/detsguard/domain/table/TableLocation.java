package io.detsguard.domain.table;

/**
 * Where a table file lies, in the words of the storage that holds it (for files: a path).
 *
 * <p>The domain passes it through and shows it to operators; only storage can follow it.
 */
public record TableLocation(String value) {
  public TableLocation {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a location is not empty");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
