package io.detsguard.storage.dets;

/**
 * Which slot a key belongs to, by its hash.
 *
 * <p>Linear hashing: {@code s = hash mod M; if s < N then s = hash mod 2M}. Source: {@code
 * docs/dets-format.md}, "Slots".
 */
public sealed interface SlotPlacement {
  /** Whether a key with that {@code phash2} may lie in {@code slot}. */
  boolean allows(int hash, int slot);

  /** The slot or slots for that hash, in words. */
  String describe(int hash);

  /**
   * The placement of a table whose M and N are known.
   *
   * @param modulus M, a power of two
   * @param splitPointer N, below M
   */
  record Exact(int modulus, int splitPointer) implements SlotPlacement {
    /** The placement for a number of slots, which is M + N. */
    public static Exact ofSlots(long slots) {
      int modulus = Integer.highestOneBit(Math.toIntExact(slots));
      return new Exact(modulus, (int) slots - modulus);
    }

    /** How many slots there are. */
    public long slots() {
      return (long) modulus + splitPointer;
    }

    /** The slot of a key with that {@code phash2}. */
    public int slotOf(int hash) {
      int slot = hash & modulus - 1;
      return slot < splitPointer ? hash & 2 * modulus - 1 : slot;
    }

    @Override
    public boolean allows(int hash, int slot) {
      return slotOf(hash) == slot;
    }

    @Override
    public String describe(int hash) {
      return "slot " + slotOf(hash);
    }
  }

  /**
   * The placement of a table that may have grown since its header was written: segments that exist
   * may or may not have received their keys yet.
   *
   * @param modulus M as the header has it
   * @param slots the slots that exist
   */
  record Growing(int modulus, long slots) implements SlotPlacement {
    @Override
    public boolean allows(int hash, int slot) {
      for (long m = modulus; m / 2 < slots; m *= 2) {
        if ((hash & m - 1) == slot) {
          return true;
        }
      }
      return false;
    }

    @Override
    public String describe(int hash) {
      return "slot " + (hash & modulus - 1) + " or one split from it";
    }
  }
}
