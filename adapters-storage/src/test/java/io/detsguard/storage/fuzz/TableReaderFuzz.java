package io.detsguard.storage.fuzz;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.check.Verdict;
import io.detsguard.storage.dets.CheckOptions;
import io.detsguard.storage.dets.FiguresReader;
import io.detsguard.storage.dets.TableFileChecker;
import io.detsguard.storage.dets.TableFileInspector;
import java.io.IOException;
import java.nio.file.Path;

/** Bytes as a table file, for all three that read one: figures, inspection, check. */
public final class TableReaderFuzz {
  private static final Path FILE = ScratchFiles.create("table");
  private static final TableFileChecker CHECKER =
      new TableFileChecker(
          new CheckOptions(1, Digests.BOTH)); // one thread: Jazzer counts what it runs

  private TableReaderFuzz() {}

  /** Called by Jazzer before the first input. */
  public static void fuzzerInitialize() throws Exception {
    OneSecond.warmUp(FuzzTarget.TABLE_READER, TableReaderFuzz::feed);
  }

  /** Called by Jazzer for each. */
  public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
    OneSecond.feed(bytes, TableReaderFuzz::feed);
  }

  private static void feed(byte[] bytes) throws IOException, InterruptedException {
    ScratchFiles.fill(FILE, bytes);
    CheckReport figures = new FiguresReader().read(FILE);
    CheckReport inspection = new TableFileInspector().inspect(FILE);
    CheckReport check = CHECKER.check(FILE);
    if (check.isSound()) {
      requireSound(figures);
      requireSound(inspection);
    }
    if (check.verdict() == Verdict.UNREADABLE) {
      throw new AssertionError("a file in our hands was unreadable: " + check.findings());
    }
  }

  /** Who looks at less can find no more. */
  private static void requireSound(CheckReport report) {
    if (report.verdict() != Verdict.SOUND) {
      throw new AssertionError("the check finds nothing, another reader does: " + report);
    }
  }
}
