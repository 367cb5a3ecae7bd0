package io.detsguard.storage.dets;

import io.detsguard.storage.term.ByteView;

/**
 * One object to be written, by the places of its bytes.
 *
 * @param view holds the encoding
 * @param start where the encoding starts, at its 131
 * @param length its bytes
 * @param keyView holds the key: {@code view}, or its own bytes when the object is compressed
 * @param keyStart where the key starts, at its tag
 * @param keyLength its bytes
 * @param hash the {@code phash2} of the key
 */
record EncodedObject(
    ByteView view,
    long start,
    int length,
    ByteView keyView,
    long keyStart,
    int keyLength,
    int hash) {

  /** Whether both have the same encoding. */
  boolean hasBytesOf(EncodedObject other) {
    return length == other.length && view.sameBytes(start, other.view, other.start, length);
  }
}
