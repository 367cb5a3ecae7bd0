package io.detsguard.storage.node;

import io.detsguard.application.port.out.LiveTable;
import io.detsguard.storage.erlang.LiveNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Kills programs that hold a table, and sees whether the table goes on. */
final class HolderDeaths {
  private final BusyTables tables;
  private final Path cookie;
  private final LiveTable table;
  private final RandomGenerator random;

  /**
   * @param table that is under writers
   */
  HolderDeaths(BusyTables tables, Path home, LiveTable table, RandomGenerator random) {
    this.tables = tables;
    this.cookie = LiveNode.cookieFile(home);
    this.table = table;
    this.random = random;
  }

  /**
   * One death.
   *
   * @param held whether the table was held when the program died
   * @param stood how long it took until an update of the table was answered
   */
  record Death(boolean held, Duration stood) {}

  /** Starts a program that holds the table, kills it, and waits until the table goes on. */
  Death one() throws IOException, InterruptedException {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                HoldingProcess.class.getName(),
                cookie.toString(),
                Integer.toString(tables.mapperPort()),
                BusyTables.NODE,
                table.name().value())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      requireHolding(holder);
      Thread.sleep(Duration.ofMillis(random.nextLong(30, 200)));
    } finally {
      holder.destroyForcibly().waitFor();
    }
    long killed = System.nanoTime();
    boolean held = tables.node().eval(state()).equals("suspended");
    tables.node().expect("ok", "dets:insert(" + table.name() + ", {probe, 0, <<>>})");
    tables.node().expect("ok", "dets:delete(" + table.name() + ", probe)");
    Duration stood = Duration.ofNanos(System.nanoTime() - killed);
    tables.node().expect("running", state());
    return new Death(held, stood);
  }

  private String state() {
    return "lists:nth(2, element(4, sys:get_status(dets:info(%s, owner))))".formatted(table.name());
  }

  private static void requireHolding(Process holder) throws IOException {
    BufferedReader output = holder.inputReader(StandardCharsets.UTF_8);
    String first = output.readLine();
    if (!"holding".equals(first)) {
      throw new AssertionError("the holder did not begin: " + first);
    }
  }
}
