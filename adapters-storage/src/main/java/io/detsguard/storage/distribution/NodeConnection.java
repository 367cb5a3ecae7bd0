package io.detsguard.storage.distribution;

import io.detsguard.domain.node.NodeName;
import io.detsguard.domain.term.Atom;
import io.detsguard.domain.term.Term;
import io.detsguard.domain.term.TupleTerm;
import io.detsguard.storage.distribution.NodeLink.Sent;
import io.detsguard.storage.distribution.peer.NodeAddress;
import io.detsguard.storage.distribution.peer.NodeDialer;
import io.detsguard.storage.distribution.peer.NodeException;
import io.detsguard.storage.distribution.peer.NodeException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one connection to a node: made when it is first needed, made anew when it has broken, and not
 * tried again for a while when that fails. Safe for use by many threads, whose calls overlap.
 */
public final class NodeConnection implements AutoCloseable {
  private final NodeAddress address;
  private final NodeDialer dialer;
  private final LinkLimits limits;
  private final BackOff backOff;
  private final ReentrantLock dialling = new ReentrantLock();
  private volatile NodeLink link;
  private volatile boolean closed;

  public NodeConnection(NodeAddress address, NodeDialer dialer, LinkLimits limits) {
    this.address = address;
    this.dialer = dialer;
    this.limits = limits;
    this.backOff = new BackOff(limits);
  }

  /** Which node. */
  public NodeName node() {
    return address.node();
  }

  /**
   * A call that is under way.
   *
   * <p>Nobody needs to wait for its end; then its answer is dropped.
   */
  public final class Pending {
    private final NodeLink on;
    private final NodeCall call;
    private final Sent sent;
    private final long receivedBefore;

    private Pending(NodeLink on, NodeCall call) throws NodeException, InterruptedException {
      this.on = on;
      this.call = call;
      this.receivedBefore = on.received();
      this.sent = on.send(call);
    }

    /**
     * Waits for the answer.
     *
     * @throws NodeException when none came in time, the connection broke, or the call failed
     */
    public Term await(Duration patience) throws NodeException, InterruptedException {
      try {
        return result(sent.answer().get(patience.toNanos(), TimeUnit.NANOSECONDS), call);
      } catch (TimeoutException e) {
        probe(on, receivedBefore);
        throw new NodeException(
            Kind.TIMED_OUT,
            "%s was not answered within %d ms".formatted(CallForm.of(call), patience.toMillis()),
            e);
      } catch (ExecutionException e) {
        throw broken(e);
      } finally {
        on.forget(sent.reference());
      }
    }
  }

  /**
   * Sends a call, and waits for its answer.
   *
   * @param patience how long to wait, once it was sent
   * @throws NodeException when there is no answer, or the call failed on the node
   */
  public Term call(NodeCall call, Duration patience) throws NodeException, InterruptedException {
    return start(call).await(patience);
  }

  /** Sends a call, and does not wait. */
  public Pending start(NodeCall call) throws NodeException, InterruptedException {
    return new Pending(link(), call);
  }

  private NodeLink link() throws NodeException, InterruptedException {
    NodeLink present = link;
    if (present != null && !present.isBroken()) {
      return present;
    }
    if (!dialling.tryLock(dialer.patience().toNanos(), TimeUnit.NANOSECONDS)) {
      throw new NodeException(Kind.TIMED_OUT, "the node is still being connected to");
    }
    try {
      return dialledLink();
    } finally {
      dialling.unlock();
    }
  }

  private NodeLink dialledLink() throws NodeException, InterruptedException {
    NodeLink present = link;
    if (present != null && !present.isBroken()) {
      return present; // another thread has been here
    }
    if (closed) {
      throw new NodeException(Kind.UNREACHABLE, "the connection is closed");
    }
    backOff.requireOver();
    try {
      NodeLink made = NodeLink.over(dialer.dial(address), limits);
      link = made;
      backOff.succeeded();
      return made;
    } catch (NodeException e) {
      backOff.failed(e);
      throw e;
    }
  }

  private static NodeException broken(ExecutionException e) {
    return e.getCause() instanceof NodeException reason
        ? new NodeException(reason.kind(), reason.getMessage(), e)
        : new NodeException(Kind.LOST, "the connection to the node broke", e);
  }

  /** A table may be busy for long. A node that answers nothing at all is not there any more. */
  private void probe(NodeLink silent, long receivedBefore) throws InterruptedException {
    if (silent.isBroken() || silent.received() != receivedBefore) {
      return;
    }
    try {
      Sent probe = silent.send(new NodeCall.OwnName());
      probe.answer().get(limits.probing().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      silent.giveUp();
    } catch (ExecutionException | NodeException e) {
      silent.giveUp(); // broken meanwhile; the caller's time-out is what there is to say
    }
  }

  /** Takes a failure out of the answer. */
  private static Term result(Term answer, NodeCall call) throws NodeException {
    if (answer instanceof TupleTerm(List<Term> parts)
        && parts.size() == 2
        && parts.getFirst().equals(new Atom("badrpc"))) {
      throw new NodeException(
          Kind.FAILED,
          "%s failed on the node: %s"
              .formatted(CallForm.of(call), RemoteReason.text(parts.get(1))));
    }
    return answer;
  }

  /** Ends the connection; it is not made again. */
  @Override
  public void close() {
    closed = true;
    dialling.lock(); // one that is being made right now is closed too
    try {
      NodeLink present = link;
      if (present != null) {
        present.close();
      }
    } finally {
      dialling.unlock();
    }
  }
}
