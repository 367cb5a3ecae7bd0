package io.detsguard.storage.copy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.TableCopier.CopyOutcome;
import io.detsguard.domain.backup.CopyMethod;
import io.detsguard.domain.backup.FailureKind;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.dets.DetsLayout;
import io.detsguard.storage.file.Sha256;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Copies of a file that changes at chosen moments, in time that the test controls. */
class StableCopierTest {
  private static final LiveTable TABLE =
      new LiveTable(new TableName("t"), new TableLocation("/srv/secret/t.dets"));
  private static final int BYTES = (1 << 20) + 5000;
  private static final byte[] OLD = MemorySource.closedTable(BYTES, 1);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final MemorySource source = new MemorySource(Duration.ofNanos(1), OLD);
  private final MemoryTarget target = new MemoryTarget(false);
  private final OpenSince openSince = new OpenSince();

  private StableCopier copier(TimestampPrecision precision) {
    return new StableCopier(
        source, (path, stamp) -> precision, openSince, PATIENCE, source, source);
  }

  private CopyOutcome copy() throws IOException {
    return copier(TimestampPrecision.FINE).copy(TABLE, target, ProgressListener.NONE);
  }

  private CopyOutcome.GaveUp giveUp() throws IOException {
    CopyOutcome.GaveUp gaveUp = assertInstanceOf(CopyOutcome.GaveUp.class, copy());
    assertFalse(gaveUp.reason().contains("secret"), "no path of the host: " + gaveUp.reason());
    assertTrue(gaveUp.reason().endsWith("."), gaveUp.reason());
    return gaveUp;
  }

  @ParameterizedTest
  @EnumSource
  void copiesAClosedTableAtTheFirstAttempt(TimestampPrecision precision) throws Exception {
    CopyOutcome.Copied copied =
        assertInstanceOf(
            CopyOutcome.Copied.class, copier(precision).copy(TABLE, target, ProgressListener.NONE));

    assertArrayEquals(OLD, target.bytes());
    assertEquals(Sha256.of(OLD), copied.sha256());
    assertEquals(1, copied.tries());
    assertEquals(Duration.ZERO, copied.pause());
    assertEquals(precision.method(), copied.method());
    assertEquals(OLD.length, copied.stamp().bytes());
    assertEquals(
        Sha256.of(java.util.Arrays.copyOf(OLD, DetsLayout.BASE)), copied.stamp().headSha256());
  }

  @Test
  void namesTheMethodByThePrecisionOfTimes() {
    assertEquals(CopyMethod.STABLE_READ, TimestampPrecision.FINE.method());
    assertEquals(CopyMethod.STABLE_READ_GUARDED, TimestampPrecision.TICKED.method());
    assertEquals(CopyMethod.STABLE_READ_TWICE, TimestampPrecision.COARSE.method());
  }

  @Test
  void saysHowLongATableIsWithoutReadingIt() {
    assertEquals(BYTES, copier(TimestampPrecision.FINE).bytes(TABLE));
    assertEquals(1, source.steps());
    StableCopier onDisk =
        new StableCopier(
            LinuxPrecision.ofThisSystem(source), openSince, PATIENCE, source, Waiting.real());
    assertEquals(0, onDisk.bytes(TABLE), "there is no such file");
  }

  @Test
  void readsNothingTwiceThatNeedNotBe() throws Exception {
    copy();
    // stamp, open, two ends, stamp, two reads of content; then open, two ends, stamp
    assertEquals(11, source.steps());
  }

  @Test
  void tellsHowFarItIs() throws Exception {
    List<Long> done = new ArrayList<>();
    copier(TimestampPrecision.FINE).copy(TABLE, target, (bytes, total) -> done.add(bytes));
    assertEquals(List.of(1L << 20, (long) BYTES), done);
  }

  @Test
  void waitsUntilTheOwnerClosesTheTable() throws Exception {
    source.write(MemorySource.openTable(BYTES, 2));
    byte[] closed = MemorySource.closedTable(BYTES, 3);
    long until = source.nanos() + Duration.ofMillis(700).toNanos();
    source.beforeEachStep(
        step -> {
          if (source.nanos() > until
              && source.content()[DetsLayout.CLOSED_PROPERLY_OFFSET + 3] == 0) {
            source.write(closed);
          }
        });

    assertInstanceOf(CopyOutcome.Copied.class, copy());
    assertArrayEquals(closed, target.bytes());
  }

  @Test
  void asksLessAndLessOftenWhileItWaits() throws Exception {
    source.write(MemorySource.openTable(BYTES, 2));
    copy();
    assertTrue(source.steps() < 150, "looks in two seconds: " + source.steps());
  }

  @Test
  void givesUpATableThatIsNeverClosedWithItsReason() throws Exception {
    source.write(MemorySource.openTable(BYTES, 2));
    long start = source.nanos();
    source.advance(Duration.ofSeconds(12));

    CopyOutcome.GaveUp gaveUp = giveUp();

    assertEquals(FailureKind.NOT_PROPERLY_CLOSED, gaveUp.kind());
    assertEquals(
        "The table has not been properly closed for 14 s; its owner wrote to it 14 s ago. It has to"
            + " call dets:sync/1 or close the table now and then: on disk a table in steady use is"
            + " otherwise never complete.",
        gaveUp.reason());
    assertTrue(source.nanos() - start < Duration.ofSeconds(15).toNanos(), "waits no longer");
    assertEquals(0, target.rewrites());
  }

  @Test
  void remembersSinceWhenATableIsOpen() throws Exception {
    source.write(MemorySource.openTable(BYTES, 2));
    giveUp();
    source.advance(Duration.ofHours(3));
    source.write(MemorySource.openTable(BYTES, 3));

    String reason = giveUp().reason();
    assertTrue(reason.contains("not been properly closed for 3 h 0 min"), reason);
    assertTrue(reason.contains("wrote to it 2 s ago"), reason);
  }

  @Test
  void tellsAnAbandonedTableFromABusyOne() throws Exception {
    source.write(MemorySource.openTable(BYTES, 2));
    source.advance(Duration.ofDays(2));

    String reason = giveUp().reason();
    assertTrue(reason.contains("nobody has written to it for 2 d 0 h"), reason);
    assertTrue(reason.contains("Its owner has probably died"), reason);
  }

  @Test
  void givesUpATableThatChangesDuringEveryAttempt() throws Exception {
    source.beforeEachStep(
        step -> {
          if (target.rewrites() > 0) {
            source.write(MemorySource.closedTable(BYTES, step));
          }
        });

    CopyOutcome.GaveUp gaveUp = giveUp();
    assertEquals(FailureKind.KEPT_CHANGING, gaveUp.kind());
    assertTrue(gaveUp.reason().matches("The table changed during each of \\d+ att.*"));
  }

  @Test
  void givesUpAMissingFileAtOnce() throws Exception {
    source.remove();
    assertEquals(FailureKind.UNAVAILABLE, giveUp().kind());
    assertEquals("The table's file cannot be read: no such file.", giveUp().reason());
    assertEquals(2, source.steps());
  }

  @Test
  void givesUpWhatIsNoTable() throws Exception {
    source.write(new byte[5000]);
    source.advance(Duration.ofHours(1));
    CopyOutcome.GaveUp gaveUp = giveUp();
    assertEquals(FailureKind.UNAVAILABLE, gaveUp.kind());
    assertTrue(gaveUp.reason().startsWith("The file is not a DETS table"), gaveUp.reason());
  }

  @Test
  void givesUpAnEmptyFile() throws Exception {
    source.write(new byte[0]);
    source.advance(Duration.ofHours(1));
    assertEquals(FailureKind.UNAVAILABLE, giveUp().kind());
  }

  @Test
  void givesUpATableOfAnotherVersion() throws Exception {
    byte[] old = OLD.clone();
    old[DetsLayout.VERSION_OFFSET + 3] = 8;
    source.write(old);
    source.advance(Duration.ofHours(1));
    CopyOutcome.GaveUp gaveUp = giveUp();
    assertEquals(FailureKind.UNAVAILABLE, gaveUp.kind());
    assertTrue(gaveUp.reason().contains("version that is not supported"), gaveUp.reason());
  }

  @Test
  void givesUpADamagedHeader() throws Exception {
    byte[] damaged = OLD.clone();
    damaged[DetsLayout.DIGEST_OFFSET] = 7;
    source.write(damaged);
    source.advance(Duration.ofHours(1));
    CopyOutcome.GaveUp gaveUp = giveUp();
    assertEquals(FailureKind.DAMAGED, gaveUp.kind());
    assertTrue(gaveUp.reason().contains("MD5"), gaveUp.reason());
  }

  @Test
  void givesUpACutTable() throws Exception {
    source.write(java.util.Arrays.copyOf(OLD, BYTES - 100));
    source.advance(Duration.ofHours(1));
    CopyOutcome.GaveUp gaveUp = giveUp();
    assertEquals(FailureKind.DAMAGED, gaveUp.kind());
    assertTrue(gaveUp.reason().contains("cut, extended or torn"), gaveUp.reason());
  }

  @Test
  void givesATableThatIsBeingWrittenAnewTheTimeToBecomeWhole() throws Exception {
    source.write(new byte[0]);
    long until = source.nanos() + Duration.ofMillis(300).toNanos();
    source.beforeEachStep(
        step -> {
          if (source.nanos() > until && source.content().length == 0) {
            source.write(OLD);
          }
        });
    assertInstanceOf(CopyOutcome.Copied.class, copy());
  }

  @Test
  void waitsForTheGuardOfAFileSystemWithTicks() throws Exception {
    source.write(MemorySource.closedTable(BYTES, 2));
    long written = source.nanos();
    CopyOutcome outcome =
        copier(TimestampPrecision.TICKED).copy(TABLE, target, ProgressListener.NONE);

    assertInstanceOf(CopyOutcome.Copied.class, outcome);
    assertTrue(source.nanos() - written >= Duration.ofMillis(20).toNanos());
  }

  @Test
  void waitsForALongGuardBeyondItsPatience() throws Exception {
    source.write(MemorySource.closedTable(BYTES, 2));
    assertInstanceOf(
        CopyOutcome.Copied.class,
        copier(TimestampPrecision.COARSE).copy(TABLE, target, ProgressListener.NONE));
  }

  @Test
  void givesUpATableThatNeverRestsForTheGuard() throws Exception {
    source.beforeEachStep(step -> source.write(OLD));
    CopyOutcome.GaveUp gaveUp =
        assertInstanceOf(
            CopyOutcome.GaveUp.class,
            copier(TimestampPrecision.COARSE).copy(TABLE, target, ProgressListener.NONE));
    assertEquals(FailureKind.KEPT_CHANGING, gaveUp.kind());
  }

  @Test
  void saysThatAFileHasATimeInTheFuture() throws Exception {
    source.advance(Duration.ofHours(1));
    source.write(OLD);
    source.advance(Duration.ofHours(-1));
    CopyOutcome.GaveUp gaveUp =
        assertInstanceOf(
            CopyOutcome.GaveUp.class,
            copier(TimestampPrecision.TICKED).copy(TABLE, target, ProgressListener.NONE));
    assertTrue(gaveUp.reason().contains("a time in the future"), gaveUp.reason());
  }

  @Test
  void noticesAChangeThatLeftNoTraceWhereTimesAreCoarse() throws Exception {
    byte[] sneaky = MemorySource.closedTable(BYTES, 2);
    source.beforeEachStep(
        step -> {
          if (step == 7) {
            source.writeUnnoticed(sneaky); // between the first and the second part of the content
          }
        });
    CopyOutcome.Copied copied =
        assertInstanceOf(
            CopyOutcome.Copied.class,
            copier(TimestampPrecision.COARSE).copy(TABLE, target, ProgressListener.NONE));
    assertEquals(2, copied.tries());
    assertArrayEquals(sneaky, target.bytes());
  }

  @Test
  void endsEarlyWhenTheThreadIsInterruptedWhileWaiting() throws Exception {
    source.write(MemorySource.openTable(BYTES, 2));
    source.beforeEachStep(step -> Thread.currentThread().interrupt());
    CopyOutcome.GaveUp gaveUp = giveUp();
    assertTrue(Thread.interrupted(), "the interrupt is passed on");
    assertEquals(FailureKind.INTERRUPTED, gaveUp.kind());
  }

  @Test
  void endsEarlyWhenTheThreadIsInterruptedWhileCopying() throws Exception {
    source.beforeEachStep(
        step -> {
          if (step == 7) {
            Thread.currentThread().interrupt();
          }
        });
    CopyOutcome.GaveUp gaveUp = giveUp();
    assertTrue(Thread.interrupted(), "the interrupt is passed on");
    assertEquals(FailureKind.INTERRUPTED, gaveUp.kind());
  }

  @Test
  void throwsWhenTheTargetCannotBeWritten() {
    assertThrows(
        IOException.class,
        () ->
            copier(TimestampPrecision.FINE)
                .copy(TABLE, new MemoryTarget(true), ProgressListener.NONE));
  }

  @Test
  void stampsAClosedTableAsItsCopyWould() throws Exception {
    CopyOutcome.Copied copied = (CopyOutcome.Copied) copy();
    for (TimestampPrecision precision :
        List.of(TimestampPrecision.FINE, TimestampPrecision.TICKED)) {
      assertEquals(copied.stamp(), copier(precision).stamp(TABLE).orElseThrow());
    }
  }

  @Test
  void givesNoStampThatProvesNothing() {
    assertTrue(copier(TimestampPrecision.COARSE).stamp(TABLE).isEmpty(), "coarse times");
    source.write(OLD);
    assertTrue(copier(TimestampPrecision.TICKED).stamp(TABLE).isEmpty(), "within the guard");
    assertTrue(copier(TimestampPrecision.FINE).stamp(TABLE).isPresent());
    source.write(MemorySource.openTable(BYTES, 1));
    assertTrue(copier(TimestampPrecision.FINE).stamp(TABLE).isEmpty(), "open");
    source.remove();
    assertTrue(copier(TimestampPrecision.FINE).stamp(TABLE).isEmpty(), "missing");
  }
}
