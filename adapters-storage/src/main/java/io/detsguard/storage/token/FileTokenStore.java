package io.detsguard.storage.token;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.detsguard.application.port.out.TokenStore;
import io.detsguard.domain.access.StoredToken;
import io.detsguard.domain.access.TokenName;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.file.LockFile;
import io.detsguard.storage.file.LockHeldException;
import io.detsguard.storage.json.JsonDocument;
import io.detsguard.storage.json.JsonFields;
import io.detsguard.storage.json.JsonFile;
import io.detsguard.storage.json.MalformedDocumentException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Tokens in one JSON file of mode 600, replaced as a whole by each change; a lock file beside it
 * keeps changes of several processes apart. Safe for use by many threads.
 */
public final class FileTokenStore implements TokenStore {
  private static final int FORMAT = 1;
  private static final int MAX_BYTES = 1 << 20;
  private static final Duration LOCK_PATIENCE = Duration.ofSeconds(10);
  private static final Duration LOCK_PAUSE = Duration.ofMillis(10);

  private final JsonFile file;
  private final DurableFiles files;
  private final LockFile lock;

  /**
   * @param file the store; made by the first change, with its directory, when it is not there
   */
  public FileTokenStore(Path file, DurableFiles files) {
    this.file = new JsonFile(file, files, "the token store", MAX_BYTES);
    this.files = files;
    this.lock = new LockFile(this.file.path().resolveSibling("." + file.getFileName() + ".lock"));
  }

  @Override
  public List<StoredToken> load() throws IOException {
    return file.load(FileTokenStore::decode, List.of());
  }

  @Override
  public List<StoredToken> update(UnaryOperator<List<StoredToken>> change) throws IOException {
    files.createDirectories(file.path().getParent()); // the lock lies there, too
    try (LockFile.Held _ = acquire()) {
      List<StoredToken> tokens = List.copyOf(change.apply(load()));
      file.save(JsonDocument.indented(encode(tokens)));
      return sorted(tokens);
    }
  }

  /** A change takes milliseconds, so whoever has the lock is worth waiting for. */
  private LockFile.Held acquire() throws IOException {
    long end = System.nanoTime() + LOCK_PATIENCE.toNanos();
    while (true) {
      try {
        return lock.acquire("process " + ProcessHandle.current().pid());
      } catch (LockHeldException e) {
        if (System.nanoTime() > end) {
          throw new IOException("the token store is in use by " + e.getMessage(), e);
        }
      }
      pause();
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(LOCK_PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the token store");
    }
  }

  private static ObjectNode encode(List<StoredToken> tokens) {
    ObjectNode json = JsonDocument.object();
    json.put("format", FORMAT);
    ArrayNode list = json.putArray("tokens");
    for (StoredToken token : tokens) {
      ObjectNode entry = list.addObject();
      entry.put("name", token.name().value());
      entry.put("sha256", token.sha256());
      entry.put("created_at", token.createdAt().toString());
    }
    return json;
  }

  private static List<StoredToken> decode(JsonFields json) throws MalformedDocumentException {
    json.requireFormat(FORMAT);
    List<StoredToken> tokens = new ArrayList<>();
    for (JsonFields entry : json.objects("tokens")) {
      tokens.add(
          new StoredToken(
              entry.value("name", "a token's name", TokenName::new),
              entry.sha256("sha256"),
              entry.instant("created_at")));
    }
    return sorted(tokens);
  }

  private static List<StoredToken> sorted(List<StoredToken> tokens) {
    return tokens.stream().sorted(Comparator.comparing(StoredToken::createdAt)).toList();
  }
}
