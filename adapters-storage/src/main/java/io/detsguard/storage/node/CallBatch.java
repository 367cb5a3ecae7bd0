package io.detsguard.storage.node;

import io.detsguard.domain.term.Term;
import io.detsguard.storage.distribution.NodeCall;
import io.detsguard.storage.distribution.NodeConnection;
import io.detsguard.storage.distribution.NodeConnection.Pending;
import io.detsguard.storage.distribution.peer.NodeException;
import io.detsguard.storage.distribution.peer.NodeException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Calls that are under way at the same time, so that a slow answer holds up no other: one deadline
 * for all of them.
 */
final class CallBatch {
  private final NodeConnection node;
  private final long deadline;

  /**
   * @param patience for all calls together
   */
  CallBatch(NodeConnection node, Duration patience) {
    this.node = node;
    this.deadline = System.nanoTime() + patience.toNanos();
  }

  /**
   * Sends these calls and waits for their answers.
   *
   * @return one for each call, in order; empty when it was not answered in time, or failed there
   * @throws NodeException when the node is not there
   */
  List<Optional<Answer>> ask(List<? extends NodeCall> calls)
      throws NodeException, InterruptedException {
    List<Pending> pending = new ArrayList<>(calls.size());
    for (NodeCall call : calls) {
      pending.add(node.start(call));
    }
    List<Optional<Answer>> answers = new ArrayList<>(calls.size());
    for (Pending call : pending) {
      answers.add(await(call));
    }
    return answers;
  }

  private Optional<Answer> await(Pending call) throws NodeException, InterruptedException {
    try {
      Term answer = call.await(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
      return Optional.of(new Answer(answer));
    } catch (NodeException e) {
      if (e.kind() == Kind.TIMED_OUT || e.kind() == Kind.FAILED) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
