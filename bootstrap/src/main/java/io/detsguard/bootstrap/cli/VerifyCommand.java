package io.detsguard.bootstrap.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.detsguard.application.port.in.CheckFilesUseCase;
import io.detsguard.application.port.in.CheckFilesUseCase.SnapshotCheck;
import io.detsguard.application.port.in.UnknownSnapshotException;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.check.Verdict;
import io.detsguard.domain.table.TableLocation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code verify FILE…|SNAPSHOT…}: reads and checks everything. */
final class VerifyCommand implements Callable<Integer> {
  private final CommandContext context;
  private final CommandSpec command = CommandSpec.wrapWithoutInspection(this);
  private final CommonOptions options = new CommonOptions();
  private final List<String> subjects = new ArrayList<>();
  private boolean digest;

  VerifyCommand(CommandContext context) {
    this.context = context;
  }

  /** What it takes on the command line. */
  CommandSpec spec() {
    return new CommandSyntax(
            command,
            "verify",
            "Read table files or snapshots in full and report everything that disagrees.",
            "A snapshot is checked against its manifest as well.")
        .with(options)
        .flag(
            "--digest",
            given -> digest = given,
            "Compute the SHA-256 of all records, sorted, to compare tables by.")
        .someArguments(
            "FILE|SNAPSHOT",
            subjects,
            "A DETS file, or a snapshot such as task_queue_2026-02-11T14-30-00.")
        .spec();
  }

  @Override
  public Integer call() throws Exception {
    CheckFilesUseCase checks = context.useCases(options).checkFiles();
    int worst = ExitCode.WELL;
    for (String subject : subjects) {
      Optional<SnapshotId> snapshot = NamedTable.snapshot(subject);
      int code =
          snapshot.isPresent()
              ? verifySnapshot(checks, subject, snapshot.get())
              : verifyFile(checks, new NamedFile(subject));
      worst = Math.max(worst, code);
    }
    return worst;
  }

  private int verifyFile(CheckFilesUseCase checks, NamedFile file) {
    CheckReport report =
        file.location().map(at -> verify(checks, file, at)).orElseGet(file::unusable);
    if (options.json()) {
      context.console().print(CheckJson.verification(file.name(), file.bytes(), report, digest));
    } else {
      new CheckText(context.console()).print(file.name(), file.name(), report, true);
    }
    return ExitCode.of(report.verdict());
  }

  private CheckReport verify(CheckFilesUseCase checks, NamedFile file, TableLocation location) {
    try (ProgressDisplay progress = progress(file.name())) {
      return checks.verify(location, digest ? Digests.SORTED : Digests.NONE, progress);
    }
  }

  private int verifySnapshot(CheckFilesUseCase checks, String subject, SnapshotId id)
      throws IOException {
    SnapshotCheck check;
    try (ProgressDisplay progress = progress(subject)) {
      check = checks.verify(id, digest, progress);
    } catch (UnknownSnapshotException e) {
      context.console().say(Printable.of(subject) + ": no such file, and " + e.getMessage());
      return ExitCode.REFUSED;
    }
    if (options.json()) {
      context.console().print(json(check));
    } else {
      print(check);
    }
    return check.isIntact() ? ExitCode.WELL : Math.max(ExitCode.NOT_WELL, code(check));
  }

  private static int code(SnapshotCheck check) {
    return ExitCode.of(check.report().verdict());
  }

  private ObjectNode json(SnapshotCheck check) {
    String file = check.snapshot().location().value();
    ObjectNode node =
        CheckJson.verification(file, new NamedFile(file).bytes(), check.report(), digest);
    if (!check.matchesManifest()) {
      if (check.report().isSound()) {
        node.put("verdict", Verdict.DAMAGED.wireName());
      }
      CheckJson.addFinding(node, "manifest", check.snapshot().manifest().sha256(), check.sha256());
    }
    node.put("snapshot", check.snapshot().id().text());
    node.put("intact", check.isIntact());
    node.put("sha256", check.sha256());
    return node;
  }

  private void print(SnapshotCheck check) {
    Console console = context.console();
    String file = check.snapshot().location().value();
    new CheckText(console).print(check.snapshot().id().text(), file, check.report(), true);
    console.print("sha-256", check.sha256());
    console.print(
        "manifest",
        check.matchesManifest()
            ? "agrees"
            : console.coloured(Console.Colour.BROKEN, "does not agree")
                + ": it promises sha-256 "
                + check.snapshot().manifest().sha256());
  }

  private ProgressDisplay progress(String subject) {
    return context.progress(subject, !options.json());
  }
}
