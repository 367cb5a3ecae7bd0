package io.detsguard.storage.node;

import io.detsguard.domain.node.NodeName;
import io.detsguard.domain.term.Pid;
import io.detsguard.domain.term.Term;
import io.detsguard.storage.distribution.NodeCall;
import io.detsguard.storage.distribution.NodeConnection;
import io.detsguard.storage.distribution.TableItem;
import io.detsguard.storage.distribution.peer.NodeException;
import io.detsguard.storage.distribution.peer.NodeException.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One configured node, asked about its tables. Safe for use by many threads.
 *
 * @param connection to it
 * @param patience how long an answer may take that waits for nothing but the node
 */
record AttachedNode(NodeConnection connection, Duration patience) {
  /** Calls under way at a time; a node with thousands of tables is asked in turns. */
  private static final int CALLS_AT_ONCE = 512;

  NodeName name() {
    return connection.node();
  }

  String release() throws NodeException, InterruptedException {
    return ask(new NodeCall.OtpRelease())
        .text()
        .orElseThrow(() -> unexpected("the release of OTP"));
  }

  /** The names of all open tables. */
  List<Term> tables() throws NodeException, InterruptedException {
    return ask(new NodeCall.AllTables()).list().orElseThrow(() -> unexpected("the open tables"));
  }

  /** Where relative names of files start. */
  Path directory() throws NodeException, InterruptedException {
    return ask(new NodeCall.WorkingDirectory())
        .tuple(2)
        .flatMap(parts -> new Answer(parts.getLast()).text())
        .flatMap(TableFile::path)
        .orElseThrow(() -> unexpected("its working directory"));
  }

  /** The process of a table; empty when the table is not open. */
  Optional<Pid> process(Term table) throws NodeException, InterruptedException {
    return ask(new NodeCall.TableInfo(table, TableItem.OWNER)).pid();
  }

  /** The files of these tables, of those that answer in time. */
  Map<Term, Path> files(List<Term> tables) throws NodeException, InterruptedException {
    Map<Term, Path> files = new LinkedHashMap<>();
    Path directory = directory();
    for (int from = 0; from < tables.size(); from += CALLS_AT_ONCE) {
      List<Term> some = tables.subList(from, Math.min(tables.size(), from + CALLS_AT_ONCE));
      List<Optional<Answer>> answers = ask(some, TableItem.FILENAME);
      for (int i = 0; i < some.size(); i++) {
        Term table = some.get(i);
        answers
            .get(i)
            .flatMap(Answer::text)
            .flatMap(text -> TableFile.of(text, directory))
            .ifPresent(file -> files.put(table, file));
      }
    }
    return files;
  }

  private List<Optional<Answer>> ask(List<Term> tables, TableItem item)
      throws NodeException, InterruptedException {
    List<NodeCall> calls = new ArrayList<>();
    tables.forEach(table -> calls.add(new NodeCall.TableInfo(table, item)));
    return batch().ask(calls);
  }

  CallBatch batch() {
    return new CallBatch(connection, patience);
  }

  Answer ask(NodeCall call) throws NodeException, InterruptedException {
    return new Answer(connection.call(call, patience));
  }

  private static NodeException unexpected(String what) {
    return new NodeException(
        Kind.UNEXPECTED, "what the node answered when asked for " + what + " is not understood");
  }
}
