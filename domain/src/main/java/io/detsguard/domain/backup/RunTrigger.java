package io.detsguard.domain.backup;

import java.util.Locale;

/** Who asked for a run. */
public enum RunTrigger {
  SCHEDULE,
  /** The schedule, for a run that was missed while the service was down. */
  CATCH_UP,
  API,
  COMMAND_LINE;

  /** The name used in JSON. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
