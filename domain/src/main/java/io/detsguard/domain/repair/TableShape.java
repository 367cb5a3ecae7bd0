package io.detsguard.domain.repair;

import io.detsguard.domain.table.TableType;

/**
 * What must be known of a table to understand a single record of it.
 *
 * @param type how many objects a key may have
 * @param keyPosition the element that is the key, counted from 1
 */
public record TableShape(TableType type, int keyPosition) {
  /** Tuples of more elements do not exist in Erlang, so no key lies further out. */
  public static final int KEY_POSITION_MAX = (1 << 24) - 1;

  public TableShape {
    if (keyPosition < 1 || keyPosition > KEY_POSITION_MAX) {
      throw new IllegalArgumentException("no tuple has an element " + keyPosition);
    }
  }
}
