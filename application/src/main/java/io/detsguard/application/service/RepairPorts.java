package io.detsguard.application.service;

import io.detsguard.application.port.out.LiveTables;
import io.detsguard.application.port.out.SnapshotRepository;
import io.detsguard.application.port.out.TableChecker;
import io.detsguard.application.port.out.TableRepairer;
import io.detsguard.application.port.out.TableReplacer;
import io.detsguard.application.port.out.TableSalvager;

/**
 * The ports that the repair of a table of the catalogue needs.
 *
 * @param owners whose tables can be repaired while they run
 */
public record RepairPorts(
    LiveTables liveTables,
    SnapshotRepository repository,
    TableChecker checker,
    TableSalvager salvager,
    TableRepairer repairer,
    TableReplacer replacer,
    ControlledOwners owners) {}
