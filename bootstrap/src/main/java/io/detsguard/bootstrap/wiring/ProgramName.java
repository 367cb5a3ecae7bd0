package io.detsguard.bootstrap.wiring;

import java.util.Optional;

/** Name and version of this program, as its jar says. */
public final class ProgramName {
  private ProgramName() {}

  /** {@code detsguard 1.2.3}, or {@code detsguard development} outside a jar. */
  public static String text() {
    return "detsguard "
        + Optional.ofNullable(ProgramName.class.getPackage().getImplementationVersion())
            .orElse("development");
  }
}
