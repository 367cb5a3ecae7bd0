package io.detsguard.storage.dets;

import io.detsguard.storage.term.ByteView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The encodings of all objects of a sound table, for tests. */
final class StoredObjects {
  private StoredObjects() {}

  static List<byte[]> of(Path path) throws IOException, InterruptedException {
    ByteView file = ByteView.of(Files.readAllBytes(path));
    FindingCollector findings = new FindingCollector();
    FrameReader reader = new FrameReader(ByteSource.of(file), findings);
    if (!(reader.header() instanceof HeaderReading.Readable readable)) {
      throw new AssertionError("not a table: " + path);
    }
    TableFrame frame = reader.frame(readable.header());
    SpaceMap space = new SpaceMap(frame.dataEnd());
    SegmentArray segments = SegmentArrayDecoder.decode(file, frame, space, findings);
    List<byte[]> encodings = new ArrayList<>();
    new ObjectPlaces(file, segments, readable.header().type().orElseThrow(), 0)
        .forEach(at -> encodings.add(file.copy(at + 4, (int) file.u32(at) - 4)));
    return encodings;
  }
}
