package io.detsguard.storage.salvage;

import io.detsguard.storage.dets.RecordDigester;
import io.detsguard.storage.salvage.MergedGroup.Place;
import io.detsguard.storage.term.ByteView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Objects told apart by their encodings. */
final class ContentSet {
  private final ByteView file;
  private final Map<Long, List<Place>> seen = new HashMap<>();

  ContentSet(ByteView file) {
    this.file = file;
  }

  /** Whether there was no object of that encoding before. */
  boolean add(Place object) {
    RecordDigester digester = new RecordDigester();
    digester.add(file, object.at(), object.length());
    List<Place> alike = seen.computeIfAbsent(digester.digest().low(), low -> new ArrayList<>(1));
    if (alike.stream().anyMatch(other -> isSame(object, other))) {
      return false;
    }
    return alike.add(object);
  }

  private boolean isSame(Place a, Place b) {
    return a.length() == b.length() && file.sameBytes(a.at(), file, b.at(), a.length());
  }
}
