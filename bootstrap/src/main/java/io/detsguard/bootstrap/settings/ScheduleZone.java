package io.detsguard.bootstrap.settings;

import java.time.ZoneId;

/**
 * The time zone in which a schedule is to be read.
 *
 * <p>The one of the machine is asked for when a schedule starts and not when the settings are read:
 * commands have no schedule, and the first use of a zone by its name searches all of the class path
 * for rules of zones.
 */
public sealed interface ScheduleZone {
  /** The zone to use from now on. */
  ZoneId resolve();

  /** The zone that the machine is set to. */
  record OfMachine() implements ScheduleZone {
    @Override
    public ZoneId resolve() {
      return ZoneId.systemDefault();
    }
  }

  /** A zone that was named. */
  record Named(ZoneId zone) implements ScheduleZone {
    @Override
    public ZoneId resolve() {
      return zone;
    }
  }
}
