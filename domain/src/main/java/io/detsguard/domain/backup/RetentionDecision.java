package io.detsguard.domain.backup;

/**
 * What becomes of one snapshot, and why.
 *
 * @param id which snapshot
 * @param keep whether it stays
 * @param reason one clause for a person
 */
public record RetentionDecision(SnapshotId id, boolean keep, String reason) {}
