package io.detsguard.storage.term;

import io.detsguard.domain.term.Atom;
import io.detsguard.domain.term.Bitstring;
import io.detsguard.domain.term.ExternalFun;
import io.detsguard.domain.term.FloatTerm;
import io.detsguard.domain.term.IntegerTerm;
import io.detsguard.domain.term.LocalFun;
import io.detsguard.domain.term.MapTerm;
import io.detsguard.domain.term.Nil;
import io.detsguard.domain.term.Pid;
import io.detsguard.domain.term.Port;
import io.detsguard.domain.term.Reference;
import io.detsguard.domain.term.Term;
import io.detsguard.domain.term.TupleTerm;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Builds terms that hold no further ones, from bytes that {@link TermScanner} has accepted. */
final class LeafDecoder {
  private LeafDecoder() {}

  static Term decode(ByteView view, long at) {
    return switch (view.u8(at)) {
      case TermTag.SMALL_INTEGER, TermTag.INTEGER, TermTag.SMALL_BIG, TermTag.LARGE_BIG ->
          new IntegerTerm(EncodedInteger.value(view, at));
      case TermTag.NEW_FLOAT, TermTag.FLOAT -> new FloatTerm(NumberOrder.real(view, at));
      case TermTag.ATOM, TermTag.SMALL_ATOM, TermTag.ATOM_UTF8, TermTag.SMALL_ATOM_UTF8 ->
          atom(view, at);
      case TermTag.BINARY -> new Bitstring(view.copy(at + 5, length(view, at)), 8);
      case TermTag.BIT_BINARY -> bitstring(view, at);
      case TermTag.NIL -> Nil.NIL;
      case TermTag.STRING -> string(view, at);
      case TermTag.SMALL_TUPLE, TermTag.LARGE_TUPLE -> new TupleTerm(List.of());
      case TermTag.MAP -> new MapTerm(List.of());
      case TermTag.EXPORT -> externalFun(view, at);
      case TermTag.NEW_FUN -> localFun(view, at);
      default -> identifier(view, at);
    };
  }

  private static int length(ByteView view, long at) {
    return Math.toIntExact(view.u32(at + 1));
  }

  static Atom atom(ByteView view, long at) {
    int tag = view.u8(at);
    boolean utf8 = tag == TermTag.SMALL_ATOM_UTF8 || tag == TermTag.ATOM_UTF8;
    Charset charset = utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    byte[] name = view.copy(TermShape.atomText(view, at), TermShape.atomLength(view, at));
    return new Atom(new String(name, charset));
  }

  private static Bitstring bitstring(ByteView view, long at) {
    int length = length(view, at);
    return new Bitstring(view.copy(at + 6, length), length == 0 ? 8 : view.u8(at + 5));
  }

  private static Term string(ByteView view, long at) {
    List<Term> elements = new ArrayList<>();
    for (byte element : view.copy(at + 3, view.u16(at + 1))) {
      elements.add(Term.integer(element & 0xFF));
    }
    return Term.list(elements);
  }

  private static Term externalFun(ByteView view, long at) {
    long function = TermShape.atomEnd(view, at + 1);
    long arity = TermShape.atomEnd(view, function);
    return new ExternalFun(
        atom(view, at + 1), atom(view, function), EncodedInteger.asLong(view, arity));
  }

  private static Term localFun(ByteView view, long at) {
    int length = Math.toIntExact(TermShape.end(view, at) - at);
    return new LocalFun(
        atom(view, at + TermShape.FUN_HEADER_BYTES),
        view.u8(at + TermShape.FUN_ARITY_OFFSET),
        new Bitstring(view.copy(at, length), 8));
  }

  private static Term identifier(ByteView view, long at) {
    Atom node = atom(view, EncodedIdentifier.node(view, at));
    long creation = EncodedIdentifier.creation(view, at);
    return switch (view.u8(at)) {
      case TermTag.NEW_PID, TermTag.PID ->
          new Pid(node, word(view, at, 0), word(view, at, 1), creation);
      case TermTag.V4_PORT, TermTag.NEW_PORT, TermTag.PORT ->
          new Port(node, word(view, at, 0) << 32 | word(view, at, 1), creation);
      default -> new Reference(node, creation, words(view, at));
    };
  }

  private static List<Long> words(ByteView view, long at) {
    List<Long> words = new ArrayList<>();
    for (int i = 0; i < EncodedIdentifier.words(view, at); i++) {
      words.add(word(view, at, i));
    }
    return words;
  }

  private static long word(ByteView view, long at, int index) {
    return Integer.toUnsignedLong(EncodedIdentifier.word(view, at, index));
  }
}
