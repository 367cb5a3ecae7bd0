package io.detsguard.storage.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.access.StoredSession;
import io.detsguard.domain.access.TokenName;
import io.detsguard.storage.file.DiskFiles;
import io.detsguard.storage.file.FaultyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions on disk. */
class FileSessionStoreTest {
  private static final StoredSession ONE = session("ab", "2026-02-11T14:30:00.5Z");
  private static final StoredSession OTHER = session("cd", "2026-02-11T14:29:59Z");

  @TempDir private Path temporary;

  private Path file() {
    return temporary.resolve("data/sessions.json");
  }

  private FileSessionStore store() {
    return new FileSessionStore(file(), new DiskFiles());
  }

  private static StoredSession session(String digits, String usedAt) {
    return new StoredSession(
        digits.repeat(32),
        new TokenName("admin"),
        "ef".repeat(32),
        Instant.parse("2026-02-11T12:00:00Z"),
        Instant.parse(usedAt));
  }

  @Test
  void isEmptyWhenThereIsNoStore() throws IOException {
    assertEquals(List.of(), store().load());
  }

  @Test
  void keepsSessionsInTheirOrder() throws IOException {
    store().save(List.of(ONE, OTHER));
    assertEquals(List.of(ONE, OTHER), store().load());
    store().save(List.of(OTHER));
    assertEquals(List.of(OTHER), store().load());
  }

  @Test
  void isForTheOwnerAlone() throws IOException {
    store().save(List.of(ONE));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
  }

  @Test
  void hasRoomForAsManyAsThereCanBe() throws IOException {
    List<StoredSession> many = Collections.nCopies(1000, ONE);
    store().save(many);
    assertEquals(many, store().load());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"format\":2,\"sessions\":[]}",
        "{\"format\":1}",
        "{\"format\":1,\"sessions\":[{}]}",
        "{\"format\":1,\"sessions\":[{\"sha256\":\"x\"}]}"
      })
  void saysThatItIsDamaged(String content) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), content);

    IOException failure = assertThrows(IOException.class, store()::load);
    assertTrue(failure.getMessage().contains("damaged"), failure.getMessage());
  }

  @Test
  void isWholeWhereverTheDiskFails() throws IOException {
    for (FaultyFiles.Fault fault : FaultyFiles.Fault.values()) {
      for (int failing = 1; failing <= 7; failing++) {
        store().save(List.of(ONE));
        saveQuietly(new FileSessionStore(file(), new FaultyFiles(fault, failing)));
        List<StoredSession> loaded = store().load();
        assertTrue(loaded.equals(List.of(ONE)) || loaded.equals(List.of(OTHER)), fault + "");
      }
    }
  }

  private static void saveQuietly(FileSessionStore store) {
    try {
      store.save(List.of(OTHER));
    } catch (IOException e) {
      assertTrue(e.getMessage().contains("No space"), e.getMessage());
    }
  }
}
