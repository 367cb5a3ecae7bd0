package io.detsguard.storage.term;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/** Encodings that are odd or damaged, made from sound ones. */
public final class TermMutator {
  /** Terms in tags, lengths and widths that Erlang reads, but does not write (any more). */
  private static final List<String> ODD =
      List.of(
          "83 6200000005",
          "83 6e0100 05",
          "83 6e0900 050000000000000000",
          "83 6e0007",
          "83 6f00000002 01 0500",
          "83 73 02 6162",
          "83 76 0002 c3a9",
          "83 64 0002 e9ff",
          "83 63 312e35303030303030303030303030303030303030652b30300000000000",
          "83 63 2d312e3545303300000000000000000000000000000000000000000000",
          "83 63 3137312e30000000000000000000000000000000000000000000000000000000",
          "83 6900000002 6101 6102",
          "83 6c00000002 6101 6102 6a",
          "83 6c00000001 6101 6c00000001 6102 6a",
          "83 6c00000001 6101 6b0002 0203",
          "83 4d 00000001 03 ff",
          "83 4d 00000002 08 ffff",
          "83 4d 00000000 00",
          "83 67 640003 614062 00000001 00000002 03",
          "83 66 7703 614062 00000001 02",
          "83 65 7703 614062 00000001 02",
          "83 72 0003 7703 614062 02 00000001 00000002 00000003",
          "83 5a 0003 7703 614062 00000002 00000001 00000002 00000003",
          "83 59 7703 614062 00000001 00000002",
          "83 78 7703 614062 0000000100000001 00000002",
          "83 71 7703 6d6f64 7701 66 6103",
          "83 71 7703 6d6f64 7701 66 6e0100 03",
          "83 74 00000002 6101 6101 6102 6102",
          "83 74 00000002 6101 6101 6200000001 6102",
          "83 74 00000002 7701 61 6101 640001 61 6102",
          "83 74 00000002 463ff0000000000000 6101 6101 6102",
          "83 74 00000002 74000000017701616101 6101 74000000016400016162000000016102",
          "83 74 00000002 6b00020102 6101 6c00000002610161026a 6102",
          "83 74 00000002 680161016101 6900000001610177016b");

  /** Tags that mean something to Erlang, in DETS files or elsewhere. */
  private static final int[] TAGS = {
    68, 70, 77, 80, 82, 88, 89, 90, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109,
    110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 131
  };

  private final RandomGenerator random;
  private final List<byte[]> sound;

  public TermMutator(RandomGenerator random, List<byte[]> sound) {
    this.random = random;
    this.sound = new ArrayList<>(sound);
    for (String hex : ODD) {
      this.sound.add(HexFormat.of().parseHex(hex.replace(" ", "")));
    }
  }

  /** All that was given, and all odd encodings. */
  public List<byte[]> sound() {
    return sound;
  }

  /** One of the sound encodings with one to three changes. */
  byte[] next() {
    byte[] bytes = any();
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      bytes = changed(bytes);
    }
    return bytes;
  }

  private byte[] any() {
    return sound.get(random.nextInt(sound.size()));
  }

  /** {@code bytes} with one change behind the version byte. */
  byte[] changed(byte[] bytes) {
    int at = 1 + random.nextInt(bytes.length);
    if (at >= bytes.length) {
      return Arrays.copyOf(bytes, bytes.length + 1);
    }
    return switch (random.nextInt(8)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> replaced(bytes, at, random.nextInt(256));
      case 2 -> replaced(bytes, at, bytes[at] ^ 1 << random.nextInt(8));
      case 3 -> replaced(bytes, at, bytes[at] + (random.nextBoolean() ? 1 : -1));
      case 4 -> replaced(bytes, at, TAGS[random.nextInt(TAGS.length)]);
      case 5 -> spliced(bytes, at, at + 1, new byte[0]);
      case 6 -> spliced(bytes, at, at, new byte[] {(byte) random.nextInt(256)});
      default -> transplanted(bytes, at);
    };
  }

  private static byte[] replaced(byte[] bytes, int at, int value) {
    byte[] copy = bytes.clone();
    copy[at] = (byte) value;
    return copy;
  }

  /** A whole term of another encoding in place of a few bytes of this one. */
  private byte[] transplanted(byte[] bytes, int at) {
    byte[] other = any();
    int end = Math.min(bytes.length, at + random.nextInt(6));
    return spliced(bytes, at, end, Arrays.copyOfRange(other, 1, other.length));
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] middle) {
    byte[] result = Arrays.copyOf(bytes, from + middle.length + bytes.length - to);
    System.arraycopy(middle, 0, result, from, middle.length);
    System.arraycopy(bytes, to, result, from + middle.length, bytes.length - to);
    return result;
  }
}
