package io.detsguard.storage.swap;

import io.detsguard.domain.restore.ReplacementCause;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.file.FileOwnership;
import io.detsguard.storage.file.FileStamp;
import io.detsguard.storage.file.OutputFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

/** The file that is about to be replaced, on its way to a second name. */
record OldFile(DurableFiles files, SwapPlace place) {
  private static final int BUFFER_BYTES = 1 << 20;

  /**
   * Gives the live file a second name, which would survive a power failure when this returns.
   *
   * @return that name; when this throws, there is none, or one that is a leftover
   */
  Path keep(ReplacementCause cause, Instant now) throws IOException {
    Path kept = place.freeKeptName(false, cause, now);
    link(kept); // when this fails there is no file of that name, or one that is not ours
    try {
      files.forceDirectory(place.directory());
      return kept;
    } catch (IOException | RuntimeException e) {
      files.discard(kept, e);
      throw e;
    }
  }

  /**
   * Notes that there is no file, likewise.
   *
   * @return the name of the note
   */
  Path noteAbsence(ReplacementCause cause, Instant now) throws IOException {
    Path note = place.freeKeptName(true, cause, now);
    try {
      files.create(note, PosixFilePermissions.fromString("rw-r--r--")).close();
      files.forceDirectory(place.directory());
      return note;
    } catch (IOException | RuntimeException e) {
      files.discard(note, e);
      throw e;
    }
  }

  private void link(Path kept) throws IOException {
    try {
      files.link(place.live(), kept);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException e) {
      copy(kept); // no hard links here, or not of a file of another user
    }
  }

  private void copy(Path kept) throws IOException {
    Path draft = place.keptDraft();
    try {
      long bytes = writeCopy(draft);
      FileStamp now = FileStamp.of(place.live(), LinkOption.NOFOLLOW_LINKS);
      if (bytes != now.bytes()) {
        throw new IOException("the table's file changed while it was copied");
      }
      files.own(draft, FileOwnership.of(place.live()));
      files.moveToFreeName(draft, kept);
    } catch (IOException | RuntimeException e) {
      files.discard(draft, e);
      throw e;
    }
  }

  private long writeCopy(Path draft) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    try (FileChannel source = FileChannel.open(place.live());
        OutputFile output = files.create(draft, PosixFilePermissions.fromString("rw-------"))) {
      while (source.read(buffer.clear()) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          output.write(buffer);
        }
      }
      output.force();
      return output.length();
    }
  }
}
