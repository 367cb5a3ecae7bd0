package io.detsguard.domain.repair;

/**
 * A freed collection whose records may be what its slot has lost: a crash between freeing the old
 * place of a slot's records and writing the new one leaves them only there.
 *
 * @param address where it starts
 * @param size its bytes
 * @param slot the slot that lost its collection
 * @param records records in it, none of whose keys was found elsewhere
 */
public record FreedBlock(long address, long size, long slot, long records) {}
