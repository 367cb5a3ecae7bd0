package io.detsguard.storage.copy;

import io.detsguard.domain.backup.CopyMethod;
import io.detsguard.domain.backup.FailureKind;
import io.detsguard.domain.backup.SourceStamp;
import java.time.Duration;
import java.time.Instant;

/** What one attempt to copy came to. */
public sealed interface Attempt {
  /** A consistent copy is in the target. */
  record Succeeded(SourceStamp stamp, String sha256, CopyMethod method) implements Attempt {}

  /** It will not succeed however often it is tried; the reason is a sentence. */
  record Hopeless(FailureKind kind, String reason) implements Attempt {}

  /** The next moment may be a better one. */
  sealed interface NotNow extends Attempt {}

  /** The owner has the file open since its last write, which was then. */
  record IsOpen(Instant modifiedAt) implements NotNow {}

  /** The file changed while it was looked at or copied. */
  record Moved() implements NotNow {}

  /**
   * The file has not been left alone for long enough.
   *
   * @param guard how long it must be, on its file system
   * @param missing how much of that is still missing; more than the guard when the file's times lie
   *     in the future
   */
  record TooRecent(Duration guard, Duration missing) implements NotNow {}

  /** The owner could not be held for as long as the copy would have taken. */
  record TooSlow() implements NotNow {}

  /** The file makes no sense at present, but it was written just now. */
  record Unsettled(FailureKind kind, String reason) implements NotNow {}
}
