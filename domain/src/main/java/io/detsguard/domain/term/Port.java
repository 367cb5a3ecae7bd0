package io.detsguard.domain.term;

/**
 * A port identifier.
 *
 * @param node the name of the node that had it open
 * @param id 64 bits, unsigned
 * @param creation which of the node's lives, 32 bits, unsigned
 */
public record Port(Atom node, long id, long creation) implements Term {}
