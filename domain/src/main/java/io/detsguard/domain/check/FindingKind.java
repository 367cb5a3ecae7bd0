package io.detsguard.domain.check;

import java.util.Locale;

/**
 * The sorts of disagreement a check can find, in the order in which a file is read. Each carries
 * the level of {@code docs/dets-format.md}, "Deep verification", that finds it, a short title and
 * what it means for the operator.
 */
public enum FindingKind {
  NOT_A_TABLE(Level.HEADER, "not a DETS file", "The file does not start as a DETS table does."),
  VERSION(
      Level.HEADER, "unsupported version", "The file is of a DETS version that is not read here."),
  HASH_METHOD(
      Level.HEADER, "unknown hash method", "The table places its keys by a hash not known here."),
  HEADER_FIELD(
      Level.HEADER, "impossible header field", "A field of the header has a value it cannot have."),
  HEADER_DIGEST(
      Level.HEADER,
      "header digest",
      "The header's MD5 does not fit its fields: Erlang refuses the whole file."),
  TRAILER(
      Level.HEADER,
      "trailer",
      "The file's length is not the one it was closed with: it was cut, extended or torn."),
  CLOSED_FLAG(
      Level.HEADER, "closed flag", "The field that says whether the table was closed is neither."),
  FREE_LIST(
      Level.STRUCTURE, "free list", "The list of free blocks cannot be read or is out of order."),
  PART_POINTER(
      Level.STRUCTURE, "part pointer", "A pointer to a part of the segment array is impossible."),
  SEGMENT_POINTER(
      Level.STRUCTURE, "segment pointer", "A pointer to a segment of slots is impossible."),
  SLOT(Level.STRUCTURE, "slot", "A slot points to a place where no collection can be."),
  COLLECTION_HEADER(
      Level.STRUCTURE,
      "collection header",
      "A slot and the collection it points to do not agree, or the collection is not live."),
  COLLECTION_COUNTER(
      Level.STRUCTURE,
      "collection counter",
      "The header counts another number of collections of a size than there are."),
  TILING(
      Level.STRUCTURE,
      "tiling",
      "Live and free blocks overlap or leave a gap: a block was lost, doubled or misplaced."),
  COLLECTION_BODY(
      Level.CONTENT, "collection body", "The lengths inside a collection do not add up."),
  TERM(Level.CONTENT, "term", "A stored object is not a readable Erlang term."),
  TERM_TRAILING_BYTES(
      Level.CONTENT, "bytes after a term", "A stored object is followed by bytes of nothing."),
  OBJECT_SHAPE(
      Level.CONTENT, "object", "A stored term is not a tuple with an element at the key position."),
  KEY_PLACEMENT(
      Level.CONTENT,
      "key placement",
      "A key lies in another slot than its hash says: a lookup cannot find it."),
  KEY_ORDER(
      Level.CONTENT, "key order", "The keys of a collection are not in Erlang's ascending order."),
  DUPLICATE_KEY(Level.CONTENT, "duplicate key", "A collection holds a key twice."),
  GROUP_KEY(
      Level.CONTENT,
      "key of a group",
      "An object of a bag lies among those of another key: a lookup cannot find it."),
  DUPLICATE_OBJECT(Level.CONTENT, "duplicate object", "A bag holds an object twice."),
  RECORD_COUNT(
      Level.CONTENT, "record count", "The header counts another number of objects than there are."),
  KEY_COUNT(Level.CONTENT, "key count", "The header counts another number of keys than there are."),
  CHANGED_WHILE_READ(
      Level.FILE, "changed while read", "The file got shorter while it was being read."),
  IO(Level.FILE, "I/O", "The file could not be read.");

  /** How deep a check must look to find it. */
  public enum Level {
    /** The operating system's answer. */
    FILE,
    /** The first 188 bytes and the last 4. */
    HEADER,
    /** Pointers, slots, free lists, counters, and the space they cover. */
    STRUCTURE,
    /** Every object. */
    CONTENT
  }

  private final Level level;
  private final String title;
  private final String meaning;

  FindingKind(Level level, String title, String meaning) {
    this.level = level;
    this.title = title;
    this.meaning = meaning;
  }

  public Level level() {
    return level;
  }

  /** A few words that begin a message. */
  public String title() {
    return title;
  }

  /** One sentence: what such a finding means. */
  public String meaning() {
    return meaning;
  }

  /** The name used in JSON. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
