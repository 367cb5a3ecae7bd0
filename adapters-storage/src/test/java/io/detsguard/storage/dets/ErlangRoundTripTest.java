package io.detsguard.storage.dets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Verdict;
import io.detsguard.domain.table.TableFigures;
import io.detsguard.storage.erlang.ErlangNode;
import io.detsguard.storage.erlang.NeedsErlang;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Erlang writes is read as Erlang reads it, and what is written here Erlang goes on with. */
@NeedsErlang
class ErlangRoundTripTest {
  private static final String SCRIPT = "/dets/round_trip.erl";
  private static final int TABLES = 36;

  @TempDir private Path directory;

  /** One line of Erlang's answer. */
  private record Answer(String file, long objects, long keys, String digest) {
    static Answer of(String line) {
      String[] words = line.split(" ");
      return new Answer(words[0], Long.parseLong(words[1]), Long.parseLong(words[2]), words[3]);
    }
  }

  @Test
  void tablesPassBetweenErlangAndHere() throws IOException, InterruptedException {
    long seed = Seeds.next(ErlangRoundTripTest.class);
    Path erlangs = Files.createDirectory(directory.resolve("erlangs"));
    Path ours = Files.createDirectory(directory.resolve("ours"));

    List<Answer> made = ask("histories", seed, Integer.toString(TABLES), erlangs.toString());
    assertEquals(3 * TABLES, made.size());
    for (Answer answer : made) {
      assertReadAlike(answer, erlangs);
    }
    Random random = new Random(seed);
    for (int i = 1; i <= TABLES; i++) {
      String name = "t" + i + ".dets";
      rewrite(erlangs.resolve(name), ours.resolve(name), random);
    }
    List<Answer> continued = ask("continue", seed, ours.toString());
    assertEquals(2 * TABLES, continued.size());
    for (int i = 0; i < continued.size(); i += 2) {
      Answer opened = continued.get(i);
      assertEquals(answerFor(opened.file(), made), opened);
      assertReadAlike(continued.get(i + 1), ours);
    }
  }

  private List<Answer> ask(String task, long seed, String... arguments)
      throws IOException, InterruptedException {
    String[] all =
        Stream.concat(Stream.of(task, Long.toString(seed)), Stream.of(arguments))
            .toArray(String[]::new);
    return new ErlangNode(directory).runResource(SCRIPT, all).lines().map(Answer::of).toList();
  }

  private static Answer answerFor(String file, List<Answer> answers) {
    return answers.stream().filter(answer -> answer.file().equals(file)).findFirst().orElseThrow();
  }

  private static void assertReadAlike(Answer erlang, Path directory) throws InterruptedException {
    CheckReport report = TestCheckers.withSortedDigest().check(directory.resolve(erlang.file()));
    Verdict expected =
        erlang.file().endsWith("_dirty.dets") ? Verdict.NOT_PROPERLY_CLOSED : Verdict.SOUND;
    assertEquals(expected, report.verdict(), () -> erlang + ": " + report.findings());
    Answer here =
        new Answer(
            erlang.file(),
            report.objectsRead(),
            report.keysRead(),
            report.sortedDigest().orElseThrow());
    assertEquals(erlang, here);
  }

  /** Writes a table's objects to a new file, in another order of keys and with holes. */
  private static void rewrite(Path from, Path to, Random random)
      throws IOException, InterruptedException {
    TableFigures figures = new FiguresReader().read(from).figures().orElseThrow();
    TableSpec spec =
        new TableSpec(figures.type(), figures.keyPosition(), figures.slots().min(), 1 << 14);
    TableFileWriter writer = new TableFileWriter(spec);
    List<byte[]> objects = StoredObjects.of(from);
    Collections.rotate(objects, random.nextInt(1 + objects.size()));
    for (byte[] object : objects) {
      writer.insert(object);
      if (random.nextInt(3) == 0) {
        writer.insertDeleted(object);
      }
    }
    try (OutputStream out = Files.newOutputStream(to)) {
      assertEquals(writer.writeTo(out), Files.size(to));
    }
    CheckReport report = TestCheckers.ofRecords().check(to);
    assertEquals(Verdict.SOUND, report.verdict(), () -> to + ": " + report.findings());
  }
}
