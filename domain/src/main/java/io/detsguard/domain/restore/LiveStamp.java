package io.detsguard.domain.restore;

/**
 * By what a live file is recognised as the one that was looked at before: whoever writes to it, or
 * replaces it, changes this.
 *
 * @param device number of the file system's device
 * @param inode number of the file on it
 * @param bytes length
 * @param modifiedNanos last change of the content, nanoseconds since the epoch
 * @param changedNanos last change of the content or of the file's own record, the same
 */
public record LiveStamp(
    long device, long inode, long bytes, long modifiedNanos, long changedNanos) {}
