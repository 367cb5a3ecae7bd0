package io.detsguard.storage.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new file is whole or not there, and nobody's file is replaced by it. */
class NewFileTest {
  @TempDir private Path directory;

  @Test
  void isWholeOrNotThereWhereverTheDiskFails() throws Exception {
    for (FaultyFiles.Fault fault : FaultyFiles.Fault.values()) {
      boolean failed = true;
      for (int failing = 1; failed; failing++) {
        failed = fails(new FaultyFiles(fault, failing));
        Optional<String> content = content();
        if (content.isPresent() || !failed) {
          assertEquals(Optional.of("content"), content);
          Files.delete(directory.resolve("file"));
        }
        if (fault != FaultyFiles.Fault.FROM_THEN_ON) {
          assertEquals(List.of(), entries());
        }
        clear();
      }
    }
  }

  @Test
  void getsNoNameWhenItsProofFails() throws Exception {
    assertThrows(
        IOException.class,
        () ->
            newFile(new DiskFiles())
                .write(
                    out -> {
                      out.write('x');
                      return 1;
                    },
                    draft -> {
                      assertEquals("x", Files.readString(draft));
                      throw new IOException("not sound");
                    }));
    assertEquals(List.of(), entries());
  }

  @Test
  void neverTakesANameThatIsTaken() throws Exception {
    Files.writeString(directory.resolve("file"), "mine");
    assertThrows(FileAlreadyExistsException.class, () -> write(new DiskFiles()));
    assertEquals("mine", Files.readString(directory.resolve("file")));
    assertEquals(List.of("file"), entries());
  }

  @Test
  void neverTakesANameThatIsTakenMeanwhile() throws Exception {
    Path file = directory.resolve("file");
    assertThrows(
        FileAlreadyExistsException.class,
        () ->
            newFile(new DiskFiles())
                .write(out -> 1, draft -> Files.writeString(file, "somebody else's")));
    assertEquals("somebody else's", Files.readString(file));
    assertEquals(List.of("file"), entries());
  }

  private boolean fails(DurableFiles files) {
    try {
      write(files);
      return false;
    } catch (IOException | InterruptedException e) {
      return true;
    }
  }

  private void write(DurableFiles files) throws IOException, InterruptedException {
    newFile(files)
        .<Integer, IOException>write(
            out -> {
              out.write("con".getBytes(UTF_8));
              out.write("tent".getBytes(UTF_8));
              return 7;
            },
            draft -> {});
  }

  private NewFile newFile(DurableFiles files) {
    return new NewFile(files, directory.resolve("file"));
  }

  private Optional<String> content() throws IOException {
    Path file = directory.resolve("file");
    return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }

  private List<String> entries() throws IOException {
    try (var entries = Files.list(directory)) {
      return entries.map(path -> path.getFileName().toString()).toList();
    }
  }

  private void clear() throws IOException {
    for (String entry : entries()) {
      Files.delete(directory.resolve(entry));
    }
  }
}
