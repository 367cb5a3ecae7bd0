/**
 * The timer of the service. {@link io.detsguard.bootstrap.schedule.DueTimes} says when a cron
 * expression comes due, {@link io.detsguard.bootstrap.schedule.Timetable} whether a run is due now,
 * missed ones included, and {@link io.detsguard.bootstrap.schedule.BackupSchedule} asks for it.
 * {@link io.detsguard.bootstrap.schedule.CompactionSchedule} has idle tables compacted.
 *
 * <p>The first two are functions of the times given to them; only the schedules know a clock.
 */
package io.detsguard.bootstrap.schedule;
