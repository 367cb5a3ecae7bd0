package io.detsguard.storage.dets;

import io.detsguard.domain.check.Finding;
import io.detsguard.domain.check.Verdict;

/** The answer to the question whether a file starts as a table that can be read here. */
public sealed interface HeaderReading {
  /** It does; whether the fields make sense is another question. */
  record Readable(TableHeader header) implements HeaderReading {}

  /** It does not: {@link Verdict#NOT_DETS} or {@link Verdict#UNSUPPORTED}, and why. */
  record Refused(Verdict verdict, Finding finding) implements HeaderReading {}
}
