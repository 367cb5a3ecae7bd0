package io.detsguard.application.service;

import io.detsguard.domain.backup.RetentionPolicy;
import java.time.Duration;

/**
 * How backups are made.
 *
 * @param retention what stays after a run
 * @param rereadAfter the age at which an unchanged table's content is read in full again; a stamp
 *     alone is trusted for less than that
 * @param tablesAtOnce how many tables are copied and checked at the same time, 1 or more
 * @param producer name and version of this program, for manifests
 */
public record BackupRules(
    RetentionPolicy retention, Duration rereadAfter, int tablesAtOnce, String producer) {}
