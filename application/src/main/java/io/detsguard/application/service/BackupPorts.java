package io.detsguard.application.service;

import io.detsguard.application.port.out.FrozenTables;
import io.detsguard.application.port.out.LiveTables;
import io.detsguard.application.port.out.RunContext;
import io.detsguard.application.port.out.SnapshotRepository;
import io.detsguard.application.port.out.TableChecker;
import io.detsguard.application.port.out.TableCopier;

/**
 * What a backup needs of the world.
 *
 * @param frozenTables what can be done for tables whose owners are gone
 * @param context entered by each thread that works for a run
 */
public record BackupPorts(
    LiveTables liveTables,
    TableCopier copier,
    FrozenTables frozenTables,
    TableChecker checker,
    SnapshotRepository repository,
    RunContext context) {}
