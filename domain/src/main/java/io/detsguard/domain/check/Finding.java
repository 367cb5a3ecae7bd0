package io.detsguard.domain.check;

import java.util.OptionalLong;

/**
 * One thing in a table file that cannot be.
 *
 * @param kind what sort of disagreement this is
 * @param offset the byte, counted from the start of the file, where it shows; empty when it is a
 *     property of the whole file
 * @param expected what should be there, in words or numbers
 * @param found what is there
 */
public record Finding(FindingKind kind, OptionalLong offset, String expected, String found) {

  /** A finding at a byte of the file. */
  public static Finding at(long offset, FindingKind kind, Object expected, Object found) {
    return new Finding(
        kind, OptionalLong.of(offset), String.valueOf(expected), String.valueOf(found));
  }

  /** A finding about the file as a whole. */
  public static Finding ofFile(FindingKind kind, Object expected, Object found) {
    return new Finding(kind, OptionalLong.empty(), String.valueOf(expected), String.valueOf(found));
  }

  /** The finding as one sentence for a person. */
  public String message() {
    String place = offset.isPresent() ? " at byte " + offset.getAsLong() : "";
    return kind.title() + place + ": expected " + expected + ", found " + found;
  }
}
