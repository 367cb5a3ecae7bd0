package io.detsguard.storage.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.access.StoredToken;
import io.detsguard.domain.access.TokenName;
import io.detsguard.storage.file.DiskFiles;
import io.detsguard.storage.file.FaultyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens on disk: whole, apart, and for nobody else to read. */
class FileTokenStoreTest {
  private static final StoredToken ADMIN = token("admin", "2026-02-11T14:30:00.5Z");
  private static final StoredToken OLDER = token("older", "2026-02-11T14:29:59Z");

  @TempDir Path temporary;
  private Path file;

  @BeforeEach
  void chooseFile() {
    file = temporary.resolve("data/tokens.json");
  }

  private static StoredToken token(String name, String createdAt) {
    return new StoredToken(new TokenName(name), "ab".repeat(32), Instant.parse(createdAt));
  }

  private FileTokenStore store() {
    return new FileTokenStore(file, new DiskFiles());
  }

  private static List<StoredToken> with(List<StoredToken> tokens, StoredToken more) {
    return Stream.concat(tokens.stream(), Stream.of(more)).toList();
  }

  @Test
  void isEmptyWhenThereIsNoStore() throws Exception {
    assertEquals(List.of(), store().load());
    assertFalse(Files.exists(file));
  }

  @Test
  void keepsTokensAcrossARestartOldestFirst() throws Exception {
    store().update(tokens -> with(tokens, ADMIN));
    assertEquals(List.of(OLDER, ADMIN), store().update(tokens -> with(tokens, OLDER)));
    assertEquals(List.of(OLDER, ADMIN), store().load());
  }

  @Test
  void isReadableByItsOwnerAlone() throws Exception {
    store().update(tokens -> List.of(ADMIN));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void losesNoChangeOfSeveralAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> changes = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        StoredToken token = token("t" + i, "2026-02-11T14:30:00Z");
        FileTokenStore store = store();
        changes.add(threads.submit(() -> store.update(tokens -> with(tokens, token))));
      }
      for (Future<?> change : changes) {
        change.get();
      }
    }
    assertEquals(40, store().load().size());
  }

  @Test
  void staysAsItWasWhereverTheDiskFails() throws Exception {
    FaultyFiles counting = FaultyFiles.counting();
    new FileTokenStore(file, counting).update(tokens -> List.of(ADMIN));
    long steps = counting.changes();
    for (FaultyFiles.Fault fault : FaultyFiles.Fault.values()) {
      for (long failing = 1; failing <= steps; failing++) {
        store().update(tokens -> List.of(ADMIN));
        updateQuietly(new FileTokenStore(file, new FaultyFiles(fault, failing)));
        List<StoredToken> tokens = store().load();
        assertTrue(
            tokens.equals(List.of(ADMIN)) || tokens.equals(List.of(OLDER, ADMIN)),
            fault + " at " + failing + ": " + tokens);
      }
    }
  }

  private static void updateQuietly(FileTokenStore store) {
    try {
      store.update(tokens -> with(tokens, OLDER));
    } catch (IOException e) {
      assertTrue(e.getMessage().contains("No space"), e.getMessage());
    }
  }

  @Test
  void refusesADamagedStoreInsteadOfForgettingIt() throws Exception {
    store().update(tokens -> List.of(ADMIN));
    Files.writeString(file, "{\"format\": 1, \"tokens\": [{\"name\": \"../x\"}]}");
    IOException refusal = assertThrows(IOException.class, () -> store().load());
    assertTrue(refusal.getMessage().contains("tokens[0].name"), refusal.getMessage());
    assertThrows(IOException.class, () -> store().update(tokens -> tokens));
  }

  @Test
  void writesASecretNobodyElseCanRead() throws Exception {
    Path secret = temporary.resolve("admin-token");
    new OwnerOnlyFile(new DiskFiles()).write(secret, "s3cret");
    assertEquals("s3cret\n", Files.readString(secret));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)));
  }

  @Test
  void neitherFollowsALinkNorKeepsWiderPermissions() throws Exception {
    Path elsewhere = Files.writeString(temporary.resolve("elsewhere"), "untouched");
    Path link = Files.createSymbolicLink(temporary.resolve("admin-token"), elsewhere);
    Path open = Files.writeString(temporary.resolve("open"), "old");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-rw-rw-"));

    new OwnerOnlyFile(new DiskFiles()).write(link, "s3cret");
    new OwnerOnlyFile(new DiskFiles()).write(open, "s3cret");

    assertEquals("untouched", Files.readString(elsewhere));
    assertFalse(Files.isSymbolicLink(link));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(open)));
  }
}
