package io.detsguard.domain.term;

/**
 * A function by name, {@code fun module:function/arity}.
 *
 * @param arity the number of arguments, not negative
 */
public record ExternalFun(Atom module, Atom function, long arity) implements Term {}
