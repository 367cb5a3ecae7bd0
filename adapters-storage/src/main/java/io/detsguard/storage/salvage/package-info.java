/**
 * Gets the records out of a table file that is dirty, torn, cut or damaged, and writes them as a
 * new, sound table. The damaged file is only read.
 *
 * <h2>How it goes</h2>
 *
 * <pre>
 *  ShapeProbe       type and key position: the header's, unless the records contradict it
 *  CandidateScan    every address that can hold a collection; those that parse become units
 *  SlotEvidence     which of them the slots point to, and which slots lost theirs
 *  OverlapSweep     of collections that lie in one another, those that slots vouch for
 *  DamageSalvage    what is left of collections that do not parse, entry by entry
 *  UnitPlan         units by new slot and key; settles keys that were found in several places
 *  FreedSearch      freed blocks that may hold what a slot has lost
 *  TableOutput      the new table, written in one pass, read back, forced and then named
 * </pre>
 *
 * <p>A <em>unit</em> is what moves as a whole: the object of a key in a set, the group of a key in
 * a bag. It is known by its place in the damaged file, twenty bytes outside the heap, and its bytes
 * are copied once, into the new file. {@link io.detsguard.storage.salvage.DetsTableSalvager} is the
 * way in. Which evidence counts for how much is told in {@code docs/repair.md}; the format is that
 * of {@code docs/dets-format.md}, "Repair".
 *
 * <p>Nothing in the damaged file is trusted: each length is compared with the bytes there are, and
 * the work spent on bytes that claim to be collections inside collections is bounded.
 */
package io.detsguard.storage.salvage;
