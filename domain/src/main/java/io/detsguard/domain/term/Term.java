package io.detsguard.domain.term;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An Erlang term.
 *
 * <pre>{@code
 * Term task = Term.tuple(
 *     Term.binary("task-1"),
 *     Term.map(Term.atom("priority"), Term.integer(5), Term.atom("tags"), Term.list()));
 * }</pre>
 */
public sealed interface Term
    permits Atom,
        Bitstring,
        ExternalFun,
        FloatTerm,
        IntegerTerm,
        ListTerm,
        LocalFun,
        MapTerm,
        Nil,
        Pid,
        Port,
        Reference,
        TupleTerm {

  /** The atom of this name. */
  static Atom atom(String name) {
    return new Atom(name);
  }

  /** The integer of this value. */
  static IntegerTerm integer(long value) {
    return new IntegerTerm(BigInteger.valueOf(value));
  }

  /** The integer of this value, of any size. */
  static IntegerTerm integer(BigInteger value) {
    return new IntegerTerm(value);
  }

  /** The float of this value, which must be finite. */
  static FloatTerm real(double value) {
    return new FloatTerm(value);
  }

  /** A text as Elixir has it: a binary of its UTF-8 bytes. */
  static Bitstring binary(String text) {
    return binary(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A binary of these bytes, which are copied. */
  static Bitstring binary(byte[] bytes) {
    return new Bitstring(bytes, 8);
  }

  /** A tuple of these elements. */
  static TupleTerm tuple(Term... elements) {
    return new TupleTerm(List.of(elements));
  }

  /** A proper list of these elements, {@link Nil} if there are none. */
  static Term list(Term... elements) {
    return list(List.of(elements));
  }

  /** A proper list of these elements, {@link Nil} if there are none. */
  static Term list(List<? extends Term> elements) {
    return elements.isEmpty() ? Nil.NIL : new ListTerm(List.copyOf(elements), Nil.NIL);
  }

  /**
   * A map of these pairs, in this order.
   *
   * @param keysAndValues a key, its value, the next key, its value ...
   * @throws IllegalArgumentException when a key has no value, or appears twice
   */
  static MapTerm map(Term... keysAndValues) {
    if (keysAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("a map's last key has no value");
    }
    List<MapTerm.Pair> pairs = new ArrayList<>();
    Set<Term> keys = new HashSet<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      if (!keys.add(keysAndValues[i])) {
        throw new IllegalArgumentException("a map's key appears twice: " + keysAndValues[i]);
      }
      pairs.add(new MapTerm.Pair(keysAndValues[i], keysAndValues[i + 1]));
    }
    return new MapTerm(pairs);
  }
}
