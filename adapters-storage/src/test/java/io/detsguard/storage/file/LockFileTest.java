package io.detsguard.storage.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lock within one process; across processes see {@code RepositoryLockTest}. */
class LockFileTest {
  @TempDir Path directory;

  @Test
  void isHeldOnceAndSaysByWhom() throws Exception {
    LockFile lock = new LockFile(directory.resolve("lock"));
    LockFile.Held held = lock.acquire("the first");
    assertEquals(
        "the first", assertThrows(LockHeldException.class, () -> lock.acquire("x")).getMessage());
    held.close();
    held.close();
    lock.acquire("the second").close();
  }

  @Test
  void readsTheNoteOfAnotherHolder() throws Exception {
    LockFile first = new LockFile(directory.resolve("lock"));
    LockFile second = new LockFile(directory.resolve("lock"));
    first.acquire("a longer note than the next").close();
    try (LockFile.Held _ = first.acquire("the \u001b[31m first")) {
      LockHeldException refusal =
          assertThrows(LockHeldException.class, () -> second.acquire("the second"));
      assertEquals("the  [31m first", refusal.getMessage(), "nothing that a terminal would obey");
    }
    second.acquire("the second").close();
  }

  @Test
  void isNotReleasedBySomebodyElsesOldHandle() throws Exception {
    LockFile lock = new LockFile(directory.resolve("lock"));
    LockFile.Held old = lock.acquire("the first");
    old.close();
    try (LockFile.Held _ = lock.acquire("the second")) {
      old.close();
      assertThrows(LockHeldException.class, () -> lock.acquire("the third"));
    }
  }

  @Test
  void needsItsDirectory() {
    LockFile lock = new LockFile(directory.resolve("missing/lock"));
    assertThrows(IOException.class, () -> lock.acquire("x"));
    assertTrue(Files.notExists(directory.resolve("missing")));
  }

  @Test
  void isMadeAnewWhenItsFileIsGone() throws Exception {
    LockFile lock = new LockFile(directory.resolve("lock"));
    lock.acquire("once").close();
    Files.delete(directory.resolve("lock"));
    try (LockFile.Held _ = lock.acquire("again")) {
      assertEquals("again", Files.readString(directory.resolve("lock")));
    }
  }
}
