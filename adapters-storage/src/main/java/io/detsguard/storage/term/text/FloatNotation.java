package io.detsguard.storage.term.text;

/** The shortest decimal text of a float that gives it back, in a form that Erlang reads. */
final class FloatNotation {
  private FloatNotation() {}

  /**
   * For example {@code 1.0}, {@code -0.0}, {@code 1.0e22}, {@code 4.9e-324}. Java's own text is the
   * shortest already and always has digits on both sides of the point, as Erlang and JSON want it.
   */
  static String of(double value) {
    return Double.toString(value).replace('E', 'e');
  }
}
