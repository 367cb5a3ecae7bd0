package io.detsguard.storage.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class StatxStampsTest {
  @TempDir Path directory;

  private final Stamps stamps = StatxStamps.ofThisSystem().orElseThrow();

  @Test
  void saysWhatTheJdkSays() throws IOException {
    long seed = Long.getLong("detsguard.seed", System.nanoTime());
    System.out.println("StatxStampsTest.saysWhatTheJdkSays: -Ddetsguard.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      Path file = Files.write(directory.resolve("t" + i), new byte[random.nextInt(5_000)]);
      long nanos = random.nextLong(-2_000_000_000_000_000_000L, 9_000_000_000_000_000_000L);
      Files.setLastModifiedTime(file, FileTime.from(nanos, TimeUnit.NANOSECONDS));
      assertEquals(FileStamp.of(file), stamps.of(file));
    }
  }

  @Test
  void followsLinksAndKnowsWhatIsNoFile() throws IOException {
    Path file = Files.write(directory.resolve("file"), new byte[10]);
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);

    for (Path path : List.of(link, directory, Path.of("/dev/null"), Path.of("/proc/self/status"))) {
      assertEquals(FileStamp.of(path), stamps.of(path), path::toString);
    }
  }

  @Test
  void leavesUncommonPathsAndErrorsToTheJdk() throws IOException {
    Path foreign = Files.write(directory.resolve("täble"), new byte[1]);
    assertEquals(FileStamp.of(foreign), stamps.of(foreign));
    Path relative = Path.of("").toAbsolutePath().relativize(foreign);
    assertEquals(FileStamp.of(foreign), stamps.of(relative));

    Path missing = directory.resolve("missing");
    assertThrows(NoSuchFileException.class, () -> stamps.of(missing));
    Path longest = directory.resolve("x".repeat(250)).resolve("y".repeat(250));
    Path tooLong = longest.resolve("z".repeat(250)).resolve("a".repeat(250)).resolve("b");
    assertThrows(NoSuchFileException.class, () -> stamps.of(tooLong));
  }

  @Test
  void servesManyThreadsAtOnce() throws IOException {
    List<Path> files = IntStream.range(0, 50).mapToObj(i -> directory.resolve("t" + i)).toList();
    for (int i = 0; i < files.size(); i++) {
      Files.write(files.get(i), new byte[i]);
    }
    boolean right =
        IntStream.range(0, 20_000)
            .parallel()
            .allMatch(i -> bytes(files.get(i % files.size())) == i % files.size());
    assertTrue(right);
  }

  private long bytes(Path file) {
    try {
      return stamps.of(file).bytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
