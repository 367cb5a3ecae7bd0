package io.detsguard.domain.repair;

import java.util.Locale;

/** Why a collection, the records of one slot, could not be saved, or not in full. */
public enum SkipReason {
  /** Its size cannot be: smaller than a record, or more than the file has left. */
  IMPOSSIBLE_SIZE("its size is impossible"),
  /** The file ends inside it. */
  CUT_OFF("the file ends before it does"),
  /** The lengths inside it do not add up, or a record is no readable term. */
  UNREADABLE_BODY("not all of its bytes are records"),
  /** A slot points to a place outside the file, or where no collection can start. */
  IMPOSSIBLE_PLACE("its slot points to an impossible place"),
  /** A slot points to a place where no live collection is. */
  NOT_THERE("its slot points to a place where it is not"),
  /** It lies inside another collection that has better evidence. */
  OVERLAPPED("it overlaps a collection that a slot vouches for"),
  /** So much of the file looks like collections inside one another that not all were looked at. */
  NOT_EXAMINED("too much of the file overlaps to examine it");

  private final String words;

  SkipReason(String words) {
    this.words = words;
  }

  /** For a person, as a clause. */
  public String words() {
    return words;
  }

  /** The name used in JSON. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
