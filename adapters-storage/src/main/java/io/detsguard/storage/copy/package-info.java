/**
 * Copying a file while its owner may be writing it, without the owner's help.
 *
 * <p>A table is consistent on disk only while its header says that it is properly closed, and the
 * owner takes that word back at any moment. {@link io.detsguard.storage.copy.StableRead} is the
 * protocol: look, copy, look again, and believe the copy only if nothing moved. The header alone
 * cannot tell, since an update that keeps sizes, followed by a save, restores it bit for bit; the
 * file's times can, as far as the file system keeps them finely enough. {@link
 * io.detsguard.storage.copy.TimestampPrecision} says how far that is, and what to do where it is
 * not. {@link io.detsguard.storage.copy.StableCopier} repeats the protocol until it succeeds or a
 * deadline has passed, and then says in words what stood in the way.
 *
 * <p>A live file is opened for reading only; nothing is ever created, locked or renamed beside it.
 */
package io.detsguard.storage.copy;
