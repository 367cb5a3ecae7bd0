package io.detsguard.domain.check;

import io.detsguard.domain.table.TableFigures;
import java.util.List;
import java.util.Optional;

/**
 * All that a check of one file found.
 *
 * @param verdict what the file is
 * @param figures what it says of itself; empty when its header could not be understood
 * @param objectsRead objects that were read and decoded; 0 when the check did not look that deep
 * @param keysRead different keys among them
 * @param digest the digest of these objects; {@link RecordDigest#EMPTY} when none were read, or
 *     when it was not asked for
 * @param sortedDigest SHA-256 over the stored encodings in ascending order, each preceded by its
 *     length in four bytes, as hexadecimal digits; only when it was asked for and all could be read
 * @param findings everything that disagrees, by level and then by place in the file, at most {@link
 *     #MAX_FINDINGS}
 * @param findingsInAll how many there were, those beyond the limit included
 * @param notChecked what could not be checked in a file of this kind, in words
 */
public record CheckReport(
    Verdict verdict,
    Optional<TableFigures> figures,
    long objectsRead,
    long keysRead,
    RecordDigest digest,
    Optional<String> sortedDigest,
    List<Finding> findings,
    long findingsInAll,
    List<String> notChecked) {

  /** Findings kept in full, so that a file of garbage cannot fill the memory. */
  public static final int MAX_FINDINGS = 1000;

  public CheckReport {
    findings = List.copyOf(findings);
    notChecked = List.copyOf(notChecked);
  }

  /** The report of a file that could not be understood as a table at all. */
  public static CheckReport refused(Verdict verdict, Finding finding) {
    return new CheckReport(
        verdict,
        Optional.empty(),
        0,
        0,
        RecordDigest.EMPTY,
        Optional.empty(),
        List.of(finding),
        1,
        List.of());
  }

  /** The same report with what the file says of itself. */
  public CheckReport withFigures(Optional<TableFigures> figures) {
    return new CheckReport(
        verdict,
        figures,
        objectsRead,
        keysRead,
        digest,
        sortedDigest,
        findings,
        findingsInAll,
        notChecked);
  }

  public boolean isSound() {
    return verdict == Verdict.SOUND;
  }

  /** The first finding as a sentence and how many follow, for a failure's reason. */
  public String summary() {
    if (findings.isEmpty()) {
      return verdict.wireName();
    }
    String more = findingsInAll > 1 ? " (and " + (findingsInAll - 1) + " more findings)" : "";
    return findings.getFirst().message() + more;
  }
}
