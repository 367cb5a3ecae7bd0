package io.detsguard.domain.term;

/**
 * A function made in running code. What it does lies in the compiled module; the stored rest, with
 * the values it has taken along, means something to a node with that very module alone.
 *
 * @param module the module that has its code
 * @param arity the number of arguments, 0 to 255
 * @param encoded the whole fun in Erlang's external term format, which is kept as it was found
 */
public record LocalFun(Atom module, int arity, Bitstring encoded) implements Term {}
