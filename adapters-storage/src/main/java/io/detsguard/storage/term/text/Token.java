package io.detsguard.storage.term.text;

import java.math.BigInteger;

/** The smallest pieces of a text that mean something; each knows where it starts. */
sealed interface Token {
  Place place();

  /** What an error message calls it. */
  String describe();

  /** A sign such as <code>{</code> or <code>=&gt;</code>. */
  record Sign(Place place, String text) implements Token {
    @Override
    public String describe() {
      return '"' + text + '"';
    }
  }

  /** An atom, or a reserved word when it is not quoted. */
  record Word(Place place, String name, boolean quoted) implements Token {
    boolean isReserved() {
      return !quoted && AtomText.isReserved(name);
    }

    @Override
    public String describe() {
      return (isReserved() ? "the reserved word " : "the atom ") + cut(name);
    }
  }

  /** A name that starts like a variable. */
  record Variable(Place place, String name) implements Token {
    @Override
    public String describe() {
      return "the variable " + cut(name);
    }
  }

  /** An integer, or a character such as {@code $a}. */
  record Whole(Place place, BigInteger value) implements Token {
    @Override
    public String describe() {
      return "an integer";
    }
  }

  /** A float. */
  record Real(Place place, double value) implements Token {
    @Override
    public String describe() {
      return "a float";
    }
  }

  /** A string, its escapes resolved; it may hold any code points that Erlang takes. */
  record Text(Place place, String content) implements Token {
    @Override
    public String describe() {
      return "a string";
    }
  }

  /** The full stop that ends a term. */
  record Stop(Place place) implements Token {
    @Override
    public String describe() {
      return "the full stop";
    }
  }

  /** The end of the text. */
  record End(Place place) implements Token {
    @Override
    public String describe() {
      return "the end of the text";
    }
  }

  private static String cut(String name) {
    return name.length() <= 40 ? name : name.substring(0, 40) + "…";
  }
}
