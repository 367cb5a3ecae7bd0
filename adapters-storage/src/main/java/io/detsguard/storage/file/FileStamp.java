package io.detsguard.storage.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the file system says of a file without opening it: by this a file is recognised as the one
 * seen before.
 *
 * @param device number of the file system's device
 * @param inode number of the file on it; a file that was replaced has another one
 * @param bytes length
 * @param modifiedNanos last change of the content, nanoseconds since the epoch
 * @param changedNanos last change of the content or of the file's own record, the same
 * @param regular whether it is a regular file, not a directory, pipe or the like
 */
public record FileStamp(
    long device, long inode, long bytes, long modifiedNanos, long changedNanos, boolean regular) {

  /** Named one by one: asking for all attributes looks up names of users and groups as well. */
  private static final String ATTRIBUTES = "unix:dev,ino,size,lastModifiedTime,ctime,isRegularFile";

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /** Longer than the coarsest step by which any file system keeps times. */
  private static final Duration SETTLED_AFTER = Duration.ofSeconds(3);

  /**
   * The stamp of what {@code path} names now, symbolic links followed unless told otherwise.
   *
   * @throws IOException when there is nothing, or no permission to look
   * @throws UnsupportedOperationException where files have no Unix attributes
   */
  public static FileStamp of(Path path, LinkOption... options) throws IOException {
    Map<String, Object> attributes = Files.readAttributes(path, ATTRIBUTES, options);
    return new FileStamp(
        (long) attributes.get("dev"),
        (long) attributes.get("ino"),
        (long) attributes.get("size"),
        nanos(attributes.get("lastModifiedTime")),
        nanos(attributes.get("ctime")),
        (boolean) attributes.get("isRegularFile"));
  }

  private static long nanos(Object time) {
    return ((FileTime) time).to(TimeUnit.NANOSECONDS);
  }

  /** When the content was last changed. */
  public Instant modifiedAt() {
    return Instant.ofEpochSecond(0, modifiedNanos);
  }

  /**
   * How long the file has been left alone, by both of its times; negative when one of them lies in
   * the future.
   */
  public Duration age(Instant now) {
    long latest = Math.max(modifiedNanos, changedNanos);
    return Duration.between(Instant.ofEpochSecond(0, latest), now);
  }

  /**
   * Whether every later change will show in the stamp. One that follows another too closely may get
   * the same times.
   *
   * @param now a time before the stamp was taken
   */
  public boolean isSettled(Instant now) {
    return age(now).compareTo(SETTLED_AFTER) >= 0;
  }

  /**
   * Whether the file system may keep no more than whole seconds. The time of the last change of
   * content tells nothing of that, since anybody can set it, and unpacking an archive does.
   */
  public boolean hasWholeSeconds() {
    return changedNanos % NANOS_PER_SECOND == 0;
  }
}
