package io.detsguard.storage.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
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
  void saysTheSameNearADirectory() throws IOException {
    Path near = Files.createDirectories(directory.resolve("tables"));
    Path inside = Files.write(near.resolve("inside"), new byte[1]);
    Path below = Files.write(Files.createDirectory(near.resolve("sub")).resolve("x"), new byte[2]);
    Path beside = Files.write(directory.resolve("tables2"), new byte[3]);
    Path link = Files.createSymbolicLink(near.resolve("link"), Path.of("../tables2"));
    Path foreign = Files.write(near.resolve("täble"), new byte[4]);
    Path up = near.resolve("..");

    try (OpenStamps open = stamps.near(List.of(near))) {
      for (Path path : List.of(inside, below, beside, link, foreign, near, up, Path.of("/"))) {
        assertEquals(FileStamp.of(path), open.of(path), path::toString);
      }
      assertThrows(NoSuchFileException.class, () -> open.of(near.resolve("missing")));
      Path dangling = Files.createSymbolicLink(near.resolve("dangling"), Path.of("nowhere"));
      assertThrows(NoSuchFileException.class, () -> open.of(dangling));
    }
  }

  @Test
  void goesThroughLinksToADirectoryAsAWholePathDoes() throws IOException {
    Path real = Files.createDirectories(directory.resolve("deep/real"));
    Files.write(directory.resolve("deep/beside"), new byte[7]);
    Files.createSymbolicLink(real.resolve("t"), Path.of("../beside"));
    Path linked = Files.createSymbolicLink(directory.resolve("linked"), real);

    try (OpenStamps open = stamps.near(List.of(linked))) {
      assertEquals(FileStamp.of(linked.resolve("t")), open.of(linked.resolve("t")));
      assertEquals(FileStamp.of(real.resolve("t")), open.of(real.resolve("t")));
    }
  }

  @Test
  void needsNoDirectoryToBeThere() throws IOException {
    Path file = Files.write(directory.resolve("file"), new byte[1]);
    Path relative = Path.of("").toAbsolutePath().relativize(directory);
    List<Path> places = List.of(directory.resolve("missing"), file, relative, directory);

    try (OpenStamps open = stamps.near(places)) {
      assertEquals(FileStamp.of(file), open.of(file));
      assertThrows(
          NoSuchFileException.class, () -> open.of(directory.resolve("missing").resolve("t")));
      assertThrows(FileSystemException.class, () -> open.of(file.resolve("t")));
    }
  }

  @Test
  void seesAReplacedDirectoryFromTheNextTimeOn() throws IOException {
    Path near = Files.createDirectory(directory.resolve("tables"));
    Path file = Files.write(near.resolve("t"), new byte[1]);
    FileStamp old = FileStamp.of(file);
    try (OpenStamps open = stamps.near(List.of(near))) {
      Files.move(near, directory.resolve("old"));
      Files.createDirectory(near);
      Files.write(file, new byte[2]);
      FileStamp seen = open.of(file);
      assertEquals(old.inode(), seen.inode());
      assertEquals(1, seen.bytes());
      Path onlyNew = Files.write(near.resolve("new"), new byte[3]);
      assertEquals(FileStamp.of(onlyNew), open.of(onlyNew));
    }
    try (OpenStamps open = stamps.near(List.of(near))) {
      assertEquals(FileStamp.of(file), open.of(file));
    }
  }

  @Test
  void leavesNoDirectoryOpen() throws IOException {
    try (OpenStamps open = stamps.near(List.of(directory, directory))) {
      assertEquals(FileStamp.of(directory), open.of(directory));
      assertEquals(2, timesOpen(directory));
    }
    assertEquals(0, timesOpen(directory));
  }

  private static long timesOpen(Path directory) throws IOException {
    Path target = directory.toRealPath();
    long times = 0;
    try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path link : open) {
        times += Files.readSymbolicLink(link).equals(target) ? 1 : 0;
      }
    }
    return times;
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
