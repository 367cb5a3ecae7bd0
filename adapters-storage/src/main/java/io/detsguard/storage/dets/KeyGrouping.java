package io.detsguard.storage.dets;

import io.detsguard.domain.table.TableType;
import io.detsguard.storage.term.EncodedTermOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups objects by key and settles, as the table's type demands, what remains of those with equal
 * keys or equal encodings.
 *
 * <p>Of a set the object that came last remains. A bag keeps each encoding once, in the place of
 * its last coming; a duplicate bag keeps all.
 */
final class KeyGrouping {
  private final TableType type;
  private final EncodedTermOrder order = new EncodedTermOrder();

  KeyGrouping(TableType type) {
    this.type = type;
  }

  /** The groups of {@code objects}, which is in the order of coming and stays so. */
  List<KeyGroup> group(List<EncodedObject> objects) {
    List<EncodedObject> byKey = new ArrayList<>(objects);
    byKey.sort(Comparator.comparingInt(EncodedObject::hash).thenComparing(this::compareKeys));
    List<KeyGroup> groups = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= byKey.size(); i++) {
      if (i == byKey.size() || !sameKey(byKey.get(from), byKey.get(i))) {
        groups.add(new KeyGroup(settle(byKey.subList(from, i))));
        from = i;
      }
    }
    return groups;
  }

  // Where the order of two keys is not known their bytes decide: here it only brings equals
  // together.
  private int compareKeys(EncodedObject a, EncodedObject b) {
    int compared = order.compare(a.keyView(), a.keyStart(), b.keyView(), b.keyStart());
    return compared == EncodedTermOrder.UNDECIDED ? compareBytes(a, b) : compared;
  }

  static int compareBytes(EncodedObject a, EncodedObject b) {
    return a.keyView()
        .compareBytes(a.keyStart(), a.keyLength(), b.keyView(), b.keyStart(), b.keyLength());
  }

  private boolean sameKey(EncodedObject a, EncodedObject b) {
    return a.hash() == b.hash()
        && order.compare(a.keyView(), a.keyStart(), b.keyView(), b.keyStart()) == 0;
  }

  private List<EncodedObject> settle(List<EncodedObject> sameKey) {
    if (sameKey.size() == 1) {
      return List.of(sameKey.getFirst());
    }
    return switch (type) {
      case SET -> List.of(sameKey.getLast());
      case BAG -> withoutEarlierEquals(sameKey);
      case DUPLICATE_BAG -> List.copyOf(sameKey);
    };
  }

  private static List<EncodedObject> withoutEarlierEquals(List<EncodedObject> sameKey) {
    RecordHash hash = new RecordHash();
    Map<Long, List<EncodedObject>> seen = new HashMap<>();
    List<EncodedObject> kept = new ArrayList<>();
    for (EncodedObject object : sameKey.reversed()) {
      hash.hash(object.view(), object.start(), object.length());
      List<EncodedObject> alike = seen.computeIfAbsent(hash.low(), low -> new ArrayList<>(1));
      if (alike.stream().noneMatch(object::hasBytesOf)) {
        alike.add(object);
        kept.add(object);
      }
    }
    Collections.reverse(kept);
    return List.copyOf(kept);
  }
}
