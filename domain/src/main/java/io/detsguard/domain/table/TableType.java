package io.detsguard.domain.table;

import java.util.Arrays;
import java.util.Optional;

/** How many objects a key may have; the code is the one stored in the header. */
public enum TableType {
  /** One object for each key. */
  SET(1, "set"),
  /** Any number of different objects for each key. */
  BAG(2, "bag"),
  /** Any number of objects for each key, equal ones included. */
  DUPLICATE_BAG(3, "duplicate_bag");

  private final int code;
  private final String erlangName;

  TableType(int code, String erlangName) {
    this.code = code;
    this.erlangName = erlangName;
  }

  /** The number that stands for this type in a table's header. */
  public int code() {
    return code;
  }

  /** The atom that {@code dets:open_file/2} takes for this type. */
  public String erlangName() {
    return erlangName;
  }

  /** The type of that {@linkplain #erlangName() name}, if there is one. */
  public static Optional<TableType> ofErlangName(String name) {
    return Arrays.stream(values()).filter(type -> type.erlangName.equals(name)).findFirst();
  }

  /** The type with that header code, if there is one. */
  public static Optional<TableType> ofCode(long code) {
    for (TableType type : values()) {
      if (type.code == code) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
