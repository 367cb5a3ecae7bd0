package io.detsguard.storage.salvage;

import io.detsguard.domain.repair.RepairReport;
import java.io.IOException;
import java.nio.file.Path;

/** Repairs one file in a Java process of its own, for tests of what a repair needs. */
public final class RepairMain {
  private RepairMain() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    RepairReport report = Repairs.repair(Path.of(args[0]), Path.of(args[0] + ".repaired"));
    System.out.print(
        report.records()
            + " records, "
            + (report.losses().isNothing() ? "nothing lost" : report.losses()));
  }
}
