/**
 * Files of DETS version 9: read, measured, checked to the last record, digested and written,
 * without Erlang.
 *
 * <h2>A tour of a file</h2>
 *
 * <p>A table is a hash table on disk. The {@link io.detsguard.storage.dets.TableHeader header} says
 * how many slots there are. Slots come in segments of 256, and two levels of pointers, part and
 * segment, lead to them:
 *
 * <pre>
 *  header, part pointers     one part          one segment            one collection
 *  +--------------------+    +------------+    +-----------------+    +------------------------+
 *  | M, N, Next, counts |    | segment 0  |---&gt;| slot 0: size, @ |    | size, status           |
 *  | closed? free lists?|    | segment 1  |    | slot 1: size, @ |---&gt;| length, term 131 ...   |
 *  | part 0             |---&gt;| ...        |    | ...             |    | length, term 131 ...   |
 *  | ...                |    | (512)      |    | (256)           |    | padding to 2^k bytes   |
 *  +--------------------+    +------------+    +-----------------+    +------------------------+
 * </pre>
 *
 * <p>A slot has at most one collection, which holds all keys that hash to the slot, in Erlang's
 * term order. Collections lie in blocks of a power of two bytes, given out by a buddy allocator
 * over an address space of 2 GiB. When the table is closed or saved, the allocator's free lists are
 * written behind the data, then a trailer that fits the file's length, and the header's closed flag
 * becomes 1; the first change afterwards sets it to 0 before anything else. {@link
 * io.detsguard.storage.dets.DetsLayout} names every offset; {@code docs/dets-format.md} has it all.
 *
 * <h2>Where to read first</h2>
 *
 * <ul>
 *   <li>{@link io.detsguard.storage.dets.FiguresReader}: two small reads, for health
 *   <li>{@link io.detsguard.storage.dets.TableFileInspector}: the ends of the file and the slots
 *   <li>{@link io.detsguard.storage.dets.TableFileChecker}: everything. Its inside goes the way of
 *       the bytes: {@code FrameReader}, {@code SegmentArrayDecoder}, {@code SlotWalk}, {@code
 *       CollectionChecker}, {@code BodyChecker}, {@code ObjectChecker} with {@code KeyChecker};
 *       then {@code Tiling} and {@code Totals}
 *   <li>{@link io.detsguard.storage.dets.TableFileWriter}: a file that Erlang opens at once
 * </ul>
 *
 * <p>Every byte read is untrusted: lengths and pointers are compared with what is there before they
 * are followed, damage becomes a {@link io.detsguard.domain.check.Finding finding} and never an
 * exception, and memory and time are bounded by the file's length. Depends on {@code
 * io.detsguard.storage.term} for the terms inside the objects, and on the domain for the answers.
 */
package io.detsguard.storage.dets;
