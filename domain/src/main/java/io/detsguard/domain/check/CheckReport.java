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
 * @param recordDigest the digest of these objects; empty when it was not asked for, or when the
 *     file could not be understood as a table
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
    Optional<RecordDigest> recordDigest,
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
        Optional.empty(),
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
        recordDigest,
        sortedDigest,
        findings,
        findingsInAll,
        notChecked);
  }

  public boolean isSound() {
    return verdict == Verdict.SOUND;
  }

  /**
   * The digest of the records, to compare it or to write it down; of a sound report that was asked
   * for it.
   *
   * @throws IllegalStateException when there is none: a defect of the caller, who would otherwise
   *     compare with what nobody computed
   */
  public RecordDigest requireDigest() {
    return recordDigest.orElseThrow(
        () ->
            new IllegalStateException(
                "the check of a file (" + verdict.wireName() + ") has no digest of its records"));
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
