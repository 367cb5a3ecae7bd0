package io.detsguard.storage.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Fuzzes all targets, one after the other; the command {@code ./fuzz} runs it. */
final class FuzzMain {
  private FuzzMain() {}

  /**
   * @param arguments directory to keep inputs in, minutes for all targets together
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path directory = Path.of(arguments[0]).toAbsolutePath();
    Duration time =
        Duration.ofMinutes(Long.parseLong(arguments[1])).dividedBy(FuzzTarget.values().length);
    boolean clean = true;
    for (FuzzTarget target : FuzzTarget.values()) {
      FuzzRun.Result result =
          new FuzzRun(target, directory.resolve(target.directoryName()), time, 0).run();
      System.out.println(target.directoryName() + ": " + result.summary());
      clean &= result.isClean();
    }
    System.exit(clean ? 0 : 1);
  }
}
