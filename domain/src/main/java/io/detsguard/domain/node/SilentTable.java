package io.detsguard.domain.node;

/**
 * A table that a node has open, whose process did not say in time how, so that its file is not
 * known.
 *
 * @param name as in {@link OpenTable#name}
 * @param process what the node says without asking it
 * @param reason why there is no more, as a clause without paths of the host
 */
public record SilentTable(String name, TableProcess process, String reason) {}
