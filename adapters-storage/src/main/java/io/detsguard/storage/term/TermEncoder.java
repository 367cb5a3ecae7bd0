package io.detsguard.storage.term;

import io.detsguard.domain.term.Atom;
import io.detsguard.domain.term.Bitstring;
import io.detsguard.domain.term.ExternalFun;
import io.detsguard.domain.term.FloatTerm;
import io.detsguard.domain.term.IntegerTerm;
import io.detsguard.domain.term.ListTerm;
import io.detsguard.domain.term.LocalFun;
import io.detsguard.domain.term.MapTerm;
import io.detsguard.domain.term.Nil;
import io.detsguard.domain.term.Pid;
import io.detsguard.domain.term.Port;
import io.detsguard.domain.term.Reference;
import io.detsguard.domain.term.Term;
import io.detsguard.domain.term.TupleTerm;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Encodes terms as Erlang/OTP 26 and later do: {@code docs/dets-format.md}, "External term format,
 * as found in DETS files". OTP 25 reads all of it. Nothing recurses; any thread may use it.
 */
public final class TermEncoder {
  private static final int MAX_STRING_LENGTH = 0xFFFF;

  private static final List<Term> NO_PARTS = List.of();

  private final TermBytes out = new TermBytes();

  private TermEncoder() {}

  /**
   * The stored form of a term, version byte first, uncompressed.
   *
   * @throws ArithmeticException when it would have 2 GiB or more, which no table can hold
   */
  public static byte[] encode(Term term) {
    TermEncoder encoder = new TermEncoder();
    encoder.out.u8(TermTag.VERSION);
    encoder.write(term);
    return encoder.out.toArray();
  }

  private void write(Term term) {
    Deque<Iterator<Term>> open = new ArrayDeque<>();
    open.push(List.of(term).iterator());
    while (!open.isEmpty()) {
      if (open.peek().hasNext()) {
        open.push(writeHead(open.peek().next()).iterator());
      } else {
        open.pop();
      }
    }
  }

  /** Writes a term up to its parts, and returns these; so do the methods for each kind. */
  private List<Term> writeHead(Term term) {
    return switch (term) {
      case Atom atom -> atom(atom);
      case IntegerTerm integer -> integer(integer.value());
      case FloatTerm real -> real(real.value());
      case Bitstring bits -> bitstring(bits);
      case TupleTerm tuple -> tuple(tuple);
      case Nil nil -> nil();
      case ListTerm list -> list(list);
      case MapTerm map -> map(map);
      case Pid pid -> pid(pid);
      case Port port -> port(port);
      case Reference reference -> reference(reference);
      case ExternalFun fun -> externalFun(fun);
      case LocalFun fun -> localFun(fun);
    };
  }

  private List<Term> atom(Atom atom) {
    byte[] name = atom.name().getBytes(StandardCharsets.UTF_8);
    if (name.length <= 0xFF) {
      out.u8(TermTag.SMALL_ATOM_UTF8).u8(name.length).all(name);
    } else {
      out.u8(TermTag.ATOM_UTF8).u16(name.length).all(name);
    }
    return NO_PARTS;
  }

  private List<Term> integer(BigInteger value) {
    if (value.signum() >= 0 && value.bitLength() <= 8) {
      out.u8(TermTag.SMALL_INTEGER).u8(value.intValue());
    } else if (value.bitLength() <= 31) {
      out.u8(TermTag.INTEGER).u32(value.intValue());
    } else {
      bigInteger(value);
    }
    return NO_PARTS;
  }

  private void bigInteger(BigInteger value) {
    BigInteger magnitude = value.abs();
    int length = (magnitude.bitLength() + 7) / 8;
    if (length <= 0xFF) {
      out.u8(TermTag.SMALL_BIG).u8(length);
    } else {
      out.u8(TermTag.LARGE_BIG).u32(length);
    }
    out.u8(value.signum() < 0 ? 1 : 0);
    byte[] bigEndian = magnitude.toByteArray();
    for (int i = 1; i <= length; i++) {
      out.u8(bigEndian[bigEndian.length - i]);
    }
  }

  private List<Term> real(double value) {
    out.u8(TermTag.NEW_FLOAT).u64(Double.doubleToRawLongBits(value));
    return NO_PARTS;
  }

  private List<Term> bitstring(Bitstring bits) {
    if (bits.isBinary()) {
      out.u8(TermTag.BINARY).u32(bits.length());
    } else {
      out.u8(TermTag.BIT_BINARY).u32(bits.length()).u8(bits.lastBits());
    }
    out.all(bits.bytes());
    return NO_PARTS;
  }

  private List<Term> tuple(TupleTerm tuple) {
    int arity = tuple.elements().size();
    if (arity <= 0xFF) {
      out.u8(TermTag.SMALL_TUPLE).u8(arity);
    } else {
      out.u8(TermTag.LARGE_TUPLE).u32(arity);
    }
    return tuple.elements();
  }

  private List<Term> nil() {
    out.u8(TermTag.NIL);
    return NO_PARTS;
  }

  private List<Term> list(ListTerm list) {
    int length = list.elements().size();
    if (list.isProper() && length <= MAX_STRING_LENGTH && areBytes(list.elements())) {
      out.u8(TermTag.STRING).u16(length);
      list.elements().forEach(element -> out.u8(((IntegerTerm) element).value().intValue()));
      return NO_PARTS;
    }
    out.u8(TermTag.LIST).u32(length);
    return Stream.concat(list.elements().stream(), Stream.of(list.tail())).toList();
  }

  private static boolean areBytes(List<Term> elements) {
    return elements.stream()
        .allMatch(
            element ->
                element instanceof IntegerTerm(BigInteger value)
                    && value.signum() >= 0
                    && value.bitLength() <= 8);
  }

  private List<Term> map(MapTerm map) {
    out.u8(TermTag.MAP).u32(map.pairs().size());
    return map.pairs().stream().flatMap(pair -> Stream.of(pair.key(), pair.value())).toList();
  }

  private List<Term> pid(Pid pid) {
    out.u8(TermTag.NEW_PID);
    atom(pid.node());
    out.u32(pid.id()).u32(pid.serial()).u32(pid.creation());
    return NO_PARTS;
  }

  private List<Term> port(Port port) {
    boolean wide = port.id() >>> 32 != 0;
    out.u8(wide ? TermTag.V4_PORT : TermTag.NEW_PORT);
    atom(port.node());
    if (wide) {
      out.u64(port.id());
    } else {
      out.u32(port.id());
    }
    out.u32(port.creation());
    return NO_PARTS;
  }

  private List<Term> reference(Reference reference) {
    out.u8(TermTag.NEWER_REFERENCE).u16(reference.words().size());
    atom(reference.node());
    out.u32(reference.creation());
    reference.words().forEach(out::u32);
    return NO_PARTS;
  }

  private List<Term> externalFun(ExternalFun fun) {
    out.u8(TermTag.EXPORT);
    return List.of(fun.module(), fun.function(), Term.integer(fun.arity()));
  }

  private List<Term> localFun(LocalFun fun) {
    out.all(fun.encoded().bytes());
    return NO_PARTS;
  }
}
