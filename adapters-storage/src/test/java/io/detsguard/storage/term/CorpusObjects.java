package io.detsguard.storage.term;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The objects of a table of the corpus, found without any understanding of its structure. */
public final class CorpusObjects {
  private static final int FIRST_BLOCK = 1336;
  private static final int BLOCK_STEP = 16;
  private static final int STATUS_ACTIVE = 0x12345678;

  private CorpusObjects() {}

  /** The encoded objects of a set, version byte first. */
  public static List<byte[]> of(String table) throws IOException {
    try (InputStream in = CorpusObjects.class.getResourceAsStream("/corpus/" + table)) {
      ByteBuffer file = ByteBuffer.wrap(in.readAllBytes());
      List<byte[]> objects = new ArrayList<>();
      for (int at = FIRST_BLOCK; at + 8 <= file.capacity(); at += BLOCK_STEP) {
        if (file.getInt(at + 4) == STATUS_ACTIVE) {
          objects.addAll(collection(file, at + 8, at + file.getInt(at)));
        }
      }
      return objects;
    }
  }

  private static List<byte[]> collection(ByteBuffer file, int start, int end) {
    List<byte[]> objects = new ArrayList<>();
    for (int at = start; at < end; at += file.getInt(at)) {
      byte[] object = new byte[file.getInt(at) - 4];
      file.get(at + 4, object);
      objects.add(object);
    }
    return objects;
  }
}
