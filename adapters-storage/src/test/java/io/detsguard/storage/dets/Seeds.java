package io.detsguard.storage.dets;

/**
 * The seeds of randomised tests: a new one each time, printed, or the one given as {@code
 * -Ddetsguard.seed=N} to repeat a run.
 */
public final class Seeds {
  private Seeds() {}

  /** The seed of this run of a test, which prints it. */
  public static long next(Class<?> test) {
    String given = System.getProperty("detsguard.seed");
    long seed = given == null ? System.nanoTime() & 0xFFFF_FFFFL : Long.parseLong(given);
    System.out.println(test.getSimpleName() + ": -Ddetsguard.seed=" + seed);
    return seed;
  }
}
