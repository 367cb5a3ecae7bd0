package io.detsguard.domain.backup;

/**
 * What identifies one state of a live file without reading all of it. Two equal stamps mean the
 * same content, given that every write moves the timestamps.
 *
 * @param device number of the file system's device
 * @param inode number of the file on it; a file that was replaced has another one
 * @param bytes length
 * @param modifiedNanos last change of the content, nanoseconds since the epoch
 * @param changedNanos last change of the file's own record, nanoseconds since the epoch
 * @param headSha256 SHA-256 of the first 1336 bytes (header and part pointers), hexadecimal
 */
public record SourceStamp(
    long device,
    long inode,
    long bytes,
    long modifiedNanos,
    long changedNanos,
    String headSha256) {}
