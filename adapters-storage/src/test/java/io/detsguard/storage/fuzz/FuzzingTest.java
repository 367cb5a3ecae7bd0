package io.detsguard.storage.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.storage.dets.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The short form of {@code ./fuzz}, for every build: some seconds for each target, and under CI
 * (environment variable {@code CI}) half a minute.
 */
class FuzzingTest {
  private static final Duration TIME = Duration.ofSeconds(System.getenv("CI") == null ? 3 : 30);

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(FuzzTarget.class)
  void survivesInputsThatLookForNewWays(FuzzTarget target) throws Exception {
    long seed = Seeds.next(FuzzingTest.class) & 0x7FFF_FFFFL;

    FuzzRun.Result result = new FuzzRun(target, directory, TIME, seed).run();

    assertTrue(result.isClean(), result.summary());
    assertTrue(Files.readString(result.log()).contains("NEW"), "no input reached new code");
  }
}
