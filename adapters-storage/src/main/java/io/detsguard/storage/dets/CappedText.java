package io.detsguard.storage.dets;

/** A text of which only the beginning is kept, with an ellipsis where it was cut. */
final class CappedText implements Appendable {
  private final int limit;
  private final StringBuilder text = new StringBuilder();
  private boolean cut;

  CappedText(int limit) {
    this.limit = limit;
  }

  @Override
  public CappedText append(CharSequence more) {
    return append(more, 0, more.length());
  }

  @Override
  public CappedText append(CharSequence more, int start, int end) {
    int taken = Math.min(end - start, limit - text.length());
    cut |= taken < end - start;
    text.append(more, start, start + taken);
    return this;
  }

  @Override
  public CappedText append(char c) {
    return append(Character.toString(c));
  }

  @Override
  public String toString() {
    return cut ? text + "…" : text.toString();
  }
}
