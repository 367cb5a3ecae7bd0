package io.detsguard.storage.token;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.detsguard.application.port.out.SessionStore;
import io.detsguard.domain.access.StoredSession;
import io.detsguard.domain.access.TokenName;
import io.detsguard.storage.file.AtomicFile;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.json.JsonDocument;
import io.detsguard.storage.json.JsonFields;
import io.detsguard.storage.json.MalformedDocumentException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Sessions in one JSON file of mode 600, replaced as a whole by each change. */
public final class FileSessionStore implements SessionStore {
  private static final int FORMAT = 1;
  private static final int MAX_BYTES = 1 << 20;

  private final Path file;
  private final DurableFiles files;

  /**
   * @param file the store; made by the first change, with its directory, when it is not there
   */
  public FileSessionStore(Path file, DurableFiles files) {
    this.file = file.toAbsolutePath();
    this.files = files;
  }

  @Override
  public List<StoredSession> load() throws IOException {
    try {
      return decode(JsonDocument.read(file, MAX_BYTES));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (MalformedDocumentException e) {
      throw new IOException("the session store " + file + " is damaged: " + e.getMessage(), e);
    }
  }

  @Override
  public void save(List<StoredSession> sessions) throws IOException {
    files.createDirectories(file.getParent());
    byte[] content = JsonDocument.compact(encode(sessions));
    new AtomicFile(files, file, AtomicFile.OWNER_ONLY).write(content);
  }

  private static ObjectNode encode(List<StoredSession> sessions) {
    ObjectNode json = JsonDocument.object();
    json.put("format", FORMAT);
    ArrayNode list = json.putArray("sessions");
    for (StoredSession session : sessions) {
      ObjectNode entry = list.addObject();
      entry.put("sha256", session.sha256());
      entry.put("token", session.token().value());
      entry.put("token_sha256", session.tokenSha256());
      entry.put("opened_at", session.openedAt().toString());
      entry.put("used_at", session.usedAt().toString());
    }
    return json;
  }

  private static List<StoredSession> decode(JsonFields json) throws MalformedDocumentException {
    json.requireFormat(FORMAT);
    List<StoredSession> sessions = new ArrayList<>();
    for (JsonFields entry : json.objects("sessions")) {
      sessions.add(
          new StoredSession(
              entry.sha256("sha256"),
              entry.value("token", "a token's name", TokenName::new),
              entry.sha256("token_sha256"),
              entry.instant("opened_at"),
              entry.instant("used_at")));
    }
    return sessions;
  }
}
