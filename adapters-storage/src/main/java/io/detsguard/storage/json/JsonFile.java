package io.detsguard.storage.json;

import io.detsguard.storage.file.AtomicFile;
import io.detsguard.storage.file.DurableFiles;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * One JSON document in a file of mode 600, replaced as a whole by each change. Writers must exclude
 * each other.
 */
public final class JsonFile {
  private final Path file;
  private final DurableFiles files;
  private final String content;
  private final int maxBytes;

  /** Makes of a document what it means. */
  @FunctionalInterface
  public interface Decoder<T> {
    T decode(JsonFields json) throws MalformedDocumentException;
  }

  /**
   * @param file made by the first change, with its directory
   * @param content what is in it, for messages: "the log of drills"
   * @param maxBytes what a sound document never exceeds; a longer file is refused unread
   */
  public JsonFile(Path file, DurableFiles files, String content, int maxBytes) {
    this.file = file.toAbsolutePath();
    this.files = files;
    this.content = content;
    this.maxBytes = maxBytes;
  }

  /** Where the document lies, as an absolute path. */
  public Path path() {
    return file;
  }

  /**
   * Reads the document.
   *
   * @param absent the answer while there is no file
   * @throws IOException when it cannot be read, or is damaged
   */
  public <T> T load(Decoder<T> decoder, T absent) throws IOException {
    try {
      return decoder.decode(JsonDocument.read(file, maxBytes));
    } catch (NoSuchFileException e) {
      return absent;
    } catch (MalformedDocumentException e) {
      throw new IOException(content + " " + file + " is damaged: " + e.getMessage(), e);
    }
  }

  /** Puts these bytes of a document in the place of the present ones. */
  public void save(byte[] document) throws IOException {
    files.createDirectories(file.getParent());
    new AtomicFile(files, file, AtomicFile.OWNER_ONLY).write(document);
  }
}
