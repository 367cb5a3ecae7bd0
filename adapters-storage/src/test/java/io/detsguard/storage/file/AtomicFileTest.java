package io.detsguard.storage.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is the old one or the new one, whatever happens. */
class AtomicFileTest {
  @TempDir Path directory;

  private void write(DurableFiles files, String content) throws IOException {
    new AtomicFile(files, directory.resolve("file"), AtomicFile.OWNER_ONLY)
        .write(content.getBytes(UTF_8));
  }

  private List<String> entries() throws IOException {
    try (var entries = Files.list(directory)) {
      return entries.map(path -> path.getFileName().toString()).toList();
    }
  }

  @Test
  void replacesTheContentAndLeavesNothingElse() throws Exception {
    write(new DiskFiles(), "old");
    write(new DiskFiles(), "new");
    assertEquals("new", Files.readString(directory.resolve("file")));
    assertEquals(List.of("file"), entries());
  }

  @Test
  void keepsTheOldContentWhereverTheDiskFails() throws Exception {
    for (FaultyFiles.Fault fault : FaultyFiles.Fault.values()) {
      for (int failing = 1; failing <= 7; failing++) {
        write(new DiskFiles(), "old");
        boolean failed = fails(new FaultyFiles(fault, failing));
        String content = Files.readString(directory.resolve("file"));
        assertTrue(content.equals("new") || failed && content.equals("old"), content);
      }
    }
    write(new DiskFiles(), "next");
    assertEquals(List.of("file"), entries(), "the next write clears what a failure left");
  }

  private boolean fails(DurableFiles files) {
    try {
      write(files, "new");
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void cleansUpAfterItselfWhenOneStepFails() throws Exception {
    write(new DiskFiles(), "old");
    for (int failing = 2; failing <= 5; failing++) {
      FaultyFiles files = new FaultyFiles(FaultyFiles.Fault.ONCE, failing);
      assertThrows(IOException.class, () -> write(files, "new"));
      assertEquals(List.of("file"), entries(), "after a failure of step " + failing);
      assertEquals("old", Files.readString(directory.resolve("file")));
    }
  }

  @Test
  void hasItsPermissionsFromTheFirstMoment() throws Exception {
    Path leftover = directory.resolve(".file.tmp");
    Files.writeString(leftover, "left by a crash, readable by all");
    Files.setPosixFilePermissions(leftover, PosixFilePermissions.fromString("rw-rw-rw-"));
    write(new DiskFiles(), "secret");
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("file"))));
  }

  @Test
  void failsWithoutItsDirectory() {
    AtomicFile file =
        new AtomicFile(new DiskFiles(), directory.resolve("missing/file"), AtomicFile.OWNER_ONLY);
    assertThrows(NoSuchFileException.class, () -> file.write(new byte[1]));
  }

  @Test
  void givesANameOnlyWhenItIsFree() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "mine");
    Path taken = Files.createSymbolicLink(directory.resolve("taken"), Path.of("nowhere"));
    DiskFiles files = new DiskFiles();
    assertThrows(FileAlreadyExistsException.class, () -> files.moveToFreeName(file, taken));
    files.moveToFreeName(file, directory.resolve("free"));
    assertEquals("mine", Files.readString(directory.resolve("free")));
  }

  @Test
  void writesAReadOnlyFileThroughTheDescriptorThatMadeIt() throws Exception {
    Path file = directory.resolve("read-only");
    try (OutputFile output =
        new DiskFiles().create(file, PosixFilePermissions.fromString("r--r-----"))) {
      output.write(java.nio.ByteBuffer.wrap("first".getBytes(UTF_8)));
      output.restart();
      output.write(java.nio.ByteBuffer.wrap("kept".getBytes(UTF_8)));
      output.force();
      assertEquals(4, output.length());
    }
    assertEquals("kept", Files.readString(file));
  }
}
