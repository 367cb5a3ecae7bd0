package io.detsguard.storage.file;

import io.detsguard.application.port.out.IoTrouble;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A lock among processes, on a file that stays and says who holds it. The operating system lets go
 * of it when the holder dies, however it dies. Safe for use by many threads, among which it
 * excludes as well.
 *
 * <p>The file is opened once and never closed while this object lives. A POSIX lock belongs to the
 * whole process and is lost as soon as the process closes <em>any</em> descriptor of the file: a
 * second look at a file that another thread has locked would silently let other processes in. For
 * the same reason a process makes one object for each file: a second one is refused while the first
 * holds the lock, but it must not become garbage before that ends.
 */
public final class LockFile {
  private static final int NOTE_MAX_BYTES = 1000;
  private static final Set<StandardOpenOption> READ_WRITE =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

  private final Path path;
  private Optional<OpenFile> open = Optional.empty();
  private Optional<String> noteOfOwnHolder = Optional.empty();

  /**
   * @param path the file to lock; made when there is none, in a directory that must be there
   */
  public LockFile(Path path) {
    this.path = path;
  }

  /**
   * Takes the lock, at once or not at all.
   *
   * @param note who takes it and what for; shown to those who are refused meanwhile
   * @throws LockHeldException when another thread or process holds it
   */
  public synchronized Held acquire(String note) throws LockHeldException, IOException {
    if (noteOfOwnHolder.isPresent()) {
      throw new LockHeldException(noteOfOwnHolder.get());
    }
    FileChannel channel = openFile().channel();
    FileLock lock = tryLock(channel).orElseThrow(() -> new LockHeldException(readNote(channel)));
    writeNote(channel, note);
    noteOfOwnHolder = Optional.of(note);
    return new Held(lock);
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      return Optional.empty(); // held by this process, through another object of this class
    }
  }

  /** The file as it was opened before, unless the path names another one by now. */
  private OpenFile openFile() throws IOException {
    if (open.isPresent() && open.get().channel().isOpen() && open.get().isStillAt(path)) {
      return open.get();
    }
    OpenFile fresh = OpenFile.at(path);
    if (open.isPresent()) {
      open.get().channel().close(); // of a file that is gone: no lock on the new one is lost
    }
    open = Optional.of(fresh);
    return fresh;
  }

  /**
   * Leaves the note, if the disk takes it: it is for people only, and on a full disk somebody must
   * be able to take the lock and make room.
   */
  private static void writeNote(FileChannel channel, String note) throws IOException {
    byte[] bytes = note.getBytes(StandardCharsets.UTF_8);
    try {
      channel.write(ByteBuffer.wrap(bytes), 0);
      channel.truncate(bytes.length);
    } catch (IOException e) {
      if (!channel.isOpen()) {
        throw e; // by an interrupt, and the lock is gone with it
      }
      log().log(Level.WARNING, "the holder of a lock could not be noted", e);
    }
  }

  /** Fetched when there is something to say: most commands never bring up a log. */
  private static Logger log() {
    return System.getLogger(LockFile.class.getName());
  }

  private static String readNote(FileChannel channel) {
    ByteBuffer bytes = ByteBuffer.allocate(NOTE_MAX_BYTES);
    try {
      channel.read(bytes, 0);
    } catch (IOException e) {
      return "someone whose note cannot be read: " + IoTrouble.describe(e);
    }
    String note = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    String printable = note.replaceAll("\\p{Cntrl}", " ").strip();
    return printable.isEmpty() ? "someone who left no note" : printable;
  }

  private synchronized void release(FileLock lock) throws IOException {
    if (lock.isValid()) {
      try {
        lock.release();
      } finally {
        noteOfOwnHolder = Optional.empty();
      }
    }
  }

  /** The lock, until it is closed; closing it again does nothing. */
  public final class Held implements AutoCloseable {
    private final FileLock lock;

    private Held(FileLock lock) {
      this.lock = lock;
    }

    @Override
    public void close() throws IOException {
      release(lock);
    }
  }

  private record OpenFile(FileChannel channel, Object key) {
    static OpenFile at(Path path) throws IOException {
      FileChannel channel = FileChannel.open(path, READ_WRITE, permissions(path));
      return new OpenFile(channel, keyOf(path));
    }

    private static FileAttribute<?>[] permissions(Path path) {
      return path.getFileSystem().supportedFileAttributeViews().contains("posix")
          ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"))
          }
          : new FileAttribute<?>[0];
    }

    boolean isStillAt(Path path) {
      try {
        return keyOf(path).equals(key);
      } catch (IOException e) {
        return false; // gone: to be made anew
      }
    }

    /** Identifies the file; its path where the file system has nothing better. */
    private static Object keyOf(Path path) throws IOException {
      Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
      return key == null ? path : key;
    }
  }
}
