package io.detsguard.storage.dets;

import io.detsguard.domain.check.CheckReport;
import java.nio.file.Path;

/** Checks one file in a Java process of its own, for tests of what a check needs. */
final class CheckMain {
  private CheckMain() {}

  public static void main(String[] args) throws InterruptedException {
    CheckReport report = TestCheckers.withSortedDigest().check(Path.of(args[0]));
    System.out.print(
        report.verdict() + " " + report.objectsRead() + " " + report.sortedDigest().isPresent());
  }
}
