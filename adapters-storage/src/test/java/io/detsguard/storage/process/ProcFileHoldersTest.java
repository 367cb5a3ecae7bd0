package io.detsguard.storage.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.restore.Holder;
import io.detsguard.domain.restore.Occupancy;
import io.detsguard.storage.file.FileStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Who has a file open, by a {@code /proc} of our own making and by the real one. */
@EnabledOnOs(OS.LINUX)
class ProcFileHoldersTest {
  private static final int OWN_PID = 99;

  @TempDir private Path root;
  private Path proc;
  private Path file;

  @BeforeEach
  void makeProcesses() throws IOException {
    file = Files.writeString(root.resolve("task_queue.dets"), "a table");
    proc = Files.createDirectory(root.resolve("proc"));
    process(1, "init");
  }

  private Path process(int pid, String command) throws IOException {
    Path directory = Files.createDirectory(proc.resolve(Integer.toString(pid)));
    Files.createDirectory(directory.resolve("fd"));
    Files.writeString(directory.resolve("maps"), "7f00-7f01 rw-p 00000000 00:00 0 \n");
    Files.writeString(directory.resolve("comm"), command + "\n");
    Files.writeString(directory.resolve("stat"), pid + " (" + command + ") S 1 1 1 0 -1 4194560 0");
    return directory;
  }

  private static void opens(Path process, int descriptor, Path target) throws IOException {
    Files.createSymbolicLink(process.resolve("fd").resolve("" + descriptor), target);
  }

  private Occupancy occupancy() {
    return new ProcFileHolders(proc, OWN_PID).of(file);
  }

  @Test
  void findsNobodyWhereNobodyHasItOpen() throws IOException {
    opens(process(17, "vi"), 3, Files.writeString(root.resolve("other"), ""));
    assertEquals(new Occupancy.Closed(), occupancy());
  }

  @Test
  void namesTheProcessThatHasItOpen() throws IOException {
    opens(process(17, "beam.smp"), 21, file);
    assertEquals(new Occupancy.Open(List.of(new Holder(17, "beam.smp"))), occupancy());
  }

  @Test
  void recognisesTheFileUnderAnotherName() throws IOException {
    Path other = Files.createLink(root.resolve("other"), file);
    opens(process(17, "beam.smp"), 21, other);
    assertInstanceOf(Occupancy.Open.class, occupancy());
  }

  @Test
  void findsWhoHoldsAFileThatWasRemoved() throws IOException {
    opens(process(17, "beam.smp"), 21, Path.of(file + " (deleted)"));
    Files.delete(file);
    assertInstanceOf(Occupancy.Open.class, occupancy());
  }

  @Test
  void findsWhoHasItMapped() throws IOException {
    FileStamp stamp = FileStamp.of(file);
    long major = stamp.device() >>> 8 & 0xfff;
    long minor = stamp.device() & 0xff | stamp.device() >>> 12 & 0xfff00;
    Files.writeString(
        process(17, "mapper").resolve("maps"),
        "7f00-7f01 r--s 00000000 %02x:%02x %d /some/other name\n"
            .formatted(major, minor, stamp.inode()));
    assertInstanceOf(Occupancy.Open.class, occupancy());
  }

  @Test
  void passesItselfOver() throws IOException {
    opens(process(OWN_PID, "java"), 21, file);
    assertEquals(new Occupancy.Closed(), occupancy());
  }

  @Test
  void standsBackForAnErlangThatItCannotLookInto() throws IOException {
    hidden(10, "sshd");
    hidden(11, "beam.smp");
    Occupancy.Unseen unseen = assertInstanceOf(Occupancy.Unseen.class, occupancy());
    assertEquals(
        "one Erlang of another user cannot be looked into: " + new Holder(11, "beam.smp"),
        unseen.reason());
  }

  @Test
  void expectsNoTableOfWhatIsNoErlang() throws IOException {
    hidden(10, "sshd");
    hidden(12, "init");
    assertEquals(new Occupancy.Closed(), occupancy());
  }

  private void hidden(int pid, String command) throws IOException {
    Path directory = process(pid, command);
    Files.delete(directory.resolve("fd"));
    Files.writeString(directory.resolve("fd"), "not to be listed");
  }

  @Test
  void expectsNothingOfKernelThreadsAndTheDead() throws IOException {
    for (String state : List.of("S 2 0 0 0 -1 69238848", "Z 2 0 0 0 -1 4194560")) {
      int pid = 20 + state.charAt(0);
      Path directory = process(pid, "kworker");
      Files.delete(directory.resolve("fd"));
      Files.writeString(directory.resolve("fd"), "not to be listed");
      Files.writeString(directory.resolve("stat"), pid + " (k) worker) " + state + " 0");
    }
    assertEquals(new Occupancy.Closed(), occupancy());
  }

  @Test
  void doesNotTakeHiddenProcessesForNone() throws IOException {
    try (var files = Files.walk(proc.resolve("1"))) {
      for (Path each : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
    assertInstanceOf(Occupancy.Unseen.class, occupancy());
  }

  @Test
  void saysSoWhereThereAreNoProcessesToSee() {
    assertInstanceOf(
        Occupancy.Unseen.class, new ProcFileHolders(root.resolve("none"), OWN_PID).of(file));
  }

  @Test
  void seesARealProcess() throws Exception {
    Process sleeper = new ProcessBuilder("sleep", "60").redirectInput(file.toFile()).start();
    try {
      Occupancy.Open open =
          assertInstanceOf(Occupancy.Open.class, ProcFileHolders.ofThisSystem().of(file));
      assertTrue(open.holders().contains(new Holder(sleeper.pid(), "sleep")), open::toString);
    } finally {
      sleeper.destroyForcibly().waitFor();
    }
  }
}
