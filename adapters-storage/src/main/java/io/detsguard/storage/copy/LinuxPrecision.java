package io.detsguard.storage.copy;

import io.detsguard.storage.file.FileStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges by the kernel's release and the kind of file system; what is not known to be good is
 * coarse.
 *
 * <p>Nothing is tried out: that would mean writing beside a live table. A time of whole seconds is
 * taken as coarse whatever the file system is called, since disks of old formats keep no more; now
 * and then that catches a finer one, which costs a guard and a second reading.
 */
public final class LinuxPrecision implements PrecisionSource {
  private static final Set<String> MULTIGRAIN = Set.of("ext4", "xfs", "btrfs", "tmpfs");
  private static final Set<String> LOCAL =
      Set.of(
          "ext2",
          "ext3",
          "ext4",
          "xfs",
          "btrfs",
          "tmpfs",
          "f2fs",
          "zfs",
          "bcachefs",
          "jfs",
          "ramfs");

  private static final Pattern RELEASE = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\D?.*");

  /** A device's number may mean another file system after the next mount. */
  private static final Duration REMEMBERED_FOR = Duration.ofSeconds(10);

  private final boolean linux;
  private final boolean multigrainKernel;
  private final InstantSource clock;
  private final Map<Long, Answer> answers = new ConcurrentHashMap<>();

  /**
   * @param osName name of the operating system, as in the system property {@code os.name}
   * @param osRelease its release, as in {@code os.version}
   */
  public LinuxPrecision(String osName, String osRelease, InstantSource clock) {
    this.linux = osName.equals("Linux");
    this.multigrainKernel = isAtLeast(osRelease, 6, 13);
    this.clock = clock;
  }

  /** For the system this runs on. */
  public static LinuxPrecision ofThisSystem(InstantSource clock) {
    return new LinuxPrecision(
        System.getProperty("os.name"), System.getProperty("os.version"), clock);
  }

  private static boolean isAtLeast(String release, int major, int minor) {
    Matcher matcher = RELEASE.matcher(release);
    if (!matcher.matches()) {
      return false;
    }
    int foundMajor = Integer.parseInt(matcher.group(1));
    return foundMajor > major || foundMajor == major && Integer.parseInt(matcher.group(2)) >= minor;
  }

  @Override
  public TimestampPrecision of(Path file, FileStamp stamp) {
    if (!linux || stamp.hasWholeSeconds()) {
      return TimestampPrecision.COARSE;
    }
    Instant now = clock.instant();
    Answer known = answers.get(stamp.device());
    if (known != null && known.isFresh(now)) {
      return known.precision();
    }
    TimestampPrecision precision = ofFileSystem(file);
    answers.put(stamp.device(), new Answer(precision, now));
    return precision;
  }

  private TimestampPrecision ofFileSystem(Path file) {
    try {
      return ofType(Files.getFileStore(file).type());
    } catch (IOException e) {
      return TimestampPrecision.COARSE; // what the system cannot name is nothing to rely on
    }
  }

  /** The precision on a file system of that type, as the list of mounts names it. */
  TimestampPrecision ofType(String type) {
    if (multigrainKernel && MULTIGRAIN.contains(type)) {
      return TimestampPrecision.FINE;
    }
    return LOCAL.contains(type) ? TimestampPrecision.TICKED : TimestampPrecision.COARSE;
  }

  private record Answer(TimestampPrecision precision, Instant at) {
    boolean isFresh(Instant now) {
      Duration age = Duration.between(at, now);
      return !age.isNegative() && age.compareTo(REMEMBERED_FOR) < 0;
    }
  }
}
