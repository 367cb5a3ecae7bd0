package io.detsguard.application.service;

import io.detsguard.application.port.out.LiveTables;
import io.detsguard.application.port.out.SnapshotRepository;
import io.detsguard.application.port.out.TableChecker;
import io.detsguard.application.port.out.TableComparer;
import io.detsguard.application.port.out.TableReplacer;

/**
 * The ports that a restore needs.
 *
 * @param owners whose tables can be restored while they run
 */
public record RestorePorts(
    LiveTables liveTables,
    SnapshotRepository repository,
    TableChecker checker,
    TableComparer comparer,
    TableReplacer replacer,
    ControlledOwners owners) {}
