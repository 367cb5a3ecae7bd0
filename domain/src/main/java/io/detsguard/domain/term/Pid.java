package io.detsguard.domain.term;

/**
 * A process identifier. All numbers have 32 bits, unsigned.
 *
 * @param node the name of the node where the process ran
 * @param creation which of the node's lives
 */
public record Pid(Atom node, long id, long serial, long creation) implements Term {}
