package io.detsguard.storage.node;

import io.detsguard.domain.term.Pid;
import io.detsguard.domain.term.Term;
import io.detsguard.storage.copy.Waiting;
import io.detsguard.storage.distribution.Dialers;
import io.detsguard.storage.distribution.NodeConnection;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Holds a table over and over, each time for a while, until it is killed. Arguments: cookie file,
 * port of EPMD, node, table. Prints a line when it begins.
 */
final class HoldingProcess {
  private HoldingProcess() {}

  public static void main(String[] args) throws Exception {
    try (NodeConnection connection =
        Dialers.connection(args[2], Dialers.plain(Path.of(args[0]), Integer.parseInt(args[1])))) {
      AttachedNode node = new AttachedNode(connection, Dialers.PATIENCE);
      Pid process = node.process(Term.atom(args[3])).orElseThrow();
      System.out.println("holding");
      while (true) {
        try (TableHold hold = new TableHold(node, process, Duration.ofSeconds(1), Waiting.real())) {
          hold.arm();
          hold.suspend();
          Thread.sleep(20);
        }
      }
    }
  }
}
