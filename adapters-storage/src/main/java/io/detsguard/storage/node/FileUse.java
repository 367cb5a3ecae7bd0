package io.detsguard.storage.node;

import io.detsguard.domain.term.Term;
import io.detsguard.storage.distribution.peer.NodeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether a node has a file open.
 *
 * @param tables under which names
 * @param allAnswered whether every open table said which file it has; a busy one may not
 */
record FileUse(List<Term> tables, boolean allAnswered) {
  static FileUse of(AttachedNode node, Path file) throws NodeException, InterruptedException {
    Path wanted = TableFile.real(file).orElse(file);
    List<Term> open = node.tables();
    Map<Term, Path> files = node.files(open);
    List<Term> tables = new ArrayList<>();
    files.forEach(
        (table, path) -> {
          if (TableFile.real(path).orElse(path).equals(wanted)) {
            tables.add(table);
          }
        });
    return new FileUse(tables, files.size() == open.size());
  }

  boolean isOpen() {
    return !tables.isEmpty();
  }

  /** A table that was closed during the look did not answer either; the next look tells. */
  boolean isSurelyClosed() {
    return tables.isEmpty() && allAnswered;
  }
}
