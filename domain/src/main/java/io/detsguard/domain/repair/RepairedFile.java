package io.detsguard.domain.repair;

import io.detsguard.domain.table.TableLocation;
import java.util.Optional;

/**
 * The files a repair has written.
 *
 * @param location the new table
 * @param bytes its length
 * @param candidates the table of records from freed blocks, beside it; empty when there are none
 */
public record RepairedFile(
    TableLocation location, long bytes, Optional<TableLocation> candidates) {}
