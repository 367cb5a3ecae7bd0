package io.detsguard.storage.token;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.detsguard.application.port.out.SessionStore;
import io.detsguard.domain.access.StoredSession;
import io.detsguard.domain.access.TokenName;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.json.JsonDocument;
import io.detsguard.storage.json.JsonFields;
import io.detsguard.storage.json.JsonFile;
import io.detsguard.storage.json.MalformedDocumentException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Sessions in one JSON file of mode 600, replaced as a whole by each change. */
public final class FileSessionStore implements SessionStore {
  private static final int FORMAT = 1;
  private static final int MAX_BYTES = 1 << 20;

  private final JsonFile file;

  /**
   * @param file the store; made by the first change, with its directory, when it is not there
   */
  public FileSessionStore(Path file, DurableFiles files) {
    this.file = new JsonFile(file, files, "the session store", MAX_BYTES);
  }

  @Override
  public List<StoredSession> load() throws IOException {
    return file.load(FileSessionStore::decode, List.of());
  }

  @Override
  public void save(List<StoredSession> sessions) throws IOException {
    file.save(JsonDocument.compact(encode(sessions)));
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
