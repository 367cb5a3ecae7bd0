package io.detsguard.storage.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.detsguard.storage.file.FileStamp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is believed of file times, by kernel and file system. */
class LinuxPrecisionTest {
  @TempDir Path temporary;

  @ParameterizedTest
  @CsvSource({
    "6.13.0-rc1, ext4, FINE",
    "6.18.44-fc, xfs, FINE",
    "7.0, btrfs, FINE",
    "10.1.2-generic, tmpfs, FINE",
    "6.12.9-amd64, ext4, TICKED",
    "5.15.0, tmpfs, TICKED",
    "6.18.1, zfs, TICKED",
    "6.18.1, f2fs, TICKED",
    "6.18.1, vfat, COARSE",
    "6.18.1, exfat, COARSE",
    "6.18.1, nfs4, COARSE",
    "6.18.1, cifs, COARSE",
    "6.18.1, fuse.sshfs, COARSE",
    "6.18.1, fuseblk, COARSE",
    "6.18.1, 9p, COARSE",
    "6.18.1, overlay, COARSE",
    "6.18.1, something_new, COARSE",
    "unknown, ext4, TICKED",
    "6, ext4, TICKED",
  })
  void judgesByKernelAndFileSystem(String release, String type, TimestampPrecision expected) {
    assertEquals(
        expected, new LinuxPrecision("Linux", release, InstantSource.system()).ofType(type));
  }

  @Test
  void takesTimesOfWholeSecondsForCoarse() throws Exception {
    Path file = Files.createFile(temporary.resolve("t"));
    FileStamp stamp = FileStamp.of(file);
    LinuxPrecision precision = LinuxPrecision.ofThisSystem(InstantSource.system());
    FileStamp whole =
        new FileStamp(
            stamp.device(),
            stamp.inode(),
            0,
            stamp.modifiedNanos(),
            1_700_000_000_000_000_000L,
            true);
    assertEquals(TimestampPrecision.COARSE, precision.of(file, whole));
  }

  @Test
  void knowsTheFileSystemOfItsOwnTests() throws Exception {
    Path file = Files.createFile(temporary.resolve("t"));
    FileStamp stamp = FileStamp.of(file);
    // The first time as an archive sets it, the second one as the kernel does.
    FileStamp fractional =
        new FileStamp(stamp.device(), stamp.inode(), 0, 1_700_000_000_000_000_000L, 1, true);
    TimestampPrecision modern =
        new LinuxPrecision("Linux", "6.18.1", InstantSource.system()).of(file, fractional);
    TimestampPrecision older =
        new LinuxPrecision("Linux", "6.1.0", InstantSource.system()).of(file, fractional);
    assertNotEquals(TimestampPrecision.FINE, older);
    assertEquals(modern == TimestampPrecision.COARSE, older == TimestampPrecision.COARSE);
  }

  @Test
  void trustsNoOtherSystem() throws Exception {
    Path file = Files.createFile(temporary.resolve("t"));
    assertEquals(
        TimestampPrecision.COARSE,
        new LinuxPrecision("Mac OS X", "15.1", InstantSource.system())
            .of(file, FileStamp.of(file)));
  }
}
