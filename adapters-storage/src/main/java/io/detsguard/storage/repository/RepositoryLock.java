package io.detsguard.storage.repository;

import io.detsguard.application.port.out.RepositoryBusyException;
import io.detsguard.storage.file.LockFile;
import io.detsguard.storage.file.LockHeldException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * One writer at a time. A refusal names the holder: process, host, purpose, since when. A lock
 * whose holder crashed is free at once, since it is the operating system's.
 */
final class RepositoryLock {
  private final LockFile file;
  private final InstantSource clock;

  RepositoryLock(Path file, InstantSource clock) {
    this.file = new LockFile(file);
    this.clock = clock;
  }

  LockFile.Held acquire(String purpose) throws RepositoryBusyException, IOException {
    try {
      return file.acquire(note(purpose));
    } catch (LockHeldException e) {
      throw new RepositoryBusyException(e.getMessage());
    }
  }

  private String note(String purpose) {
    long pid = ProcessHandle.current().pid();
    return "process %d on %s (%s) since %s"
        .formatted(pid, host(), purpose, clock.instant().truncatedTo(ChronoUnit.SECONDS));
  }

  /** The host's own name for itself; asking the network for it could take long. */
  private static String host() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return "a host of unknown name"; // not Linux; the process number still tells
    }
  }
}
