package io.detsguard.storage.copy;

import io.detsguard.storage.file.FileStamp;
import java.nio.file.Path;

/** Tells how precise the times of a file are. Safe for use by many threads. */
@FunctionalInterface
public interface PrecisionSource {
  /** The precision of the times in {@code stamp}, which was taken of {@code file} just now. */
  TimestampPrecision of(Path file, FileStamp stamp);
}
