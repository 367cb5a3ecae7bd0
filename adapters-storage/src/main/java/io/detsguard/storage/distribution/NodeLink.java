package io.detsguard.storage.distribution;

import io.detsguard.domain.term.Pid;
import io.detsguard.domain.term.Reference;
import io.detsguard.domain.term.Term;
import io.detsguard.storage.distribution.peer.NodeDialer.Dialled;
import io.detsguard.storage.distribution.peer.NodeException;
import io.detsguard.storage.distribution.peer.NodeException.Kind;
import io.detsguard.storage.term.TermFormatException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One connection to a node, from the end of the handshake until it breaks. A virtual thread reads;
 * callers get futures. Safe for use by many threads.
 */
final class NodeLink implements AutoCloseable {
  private static final Logger LOG = System.getLogger(NodeLink.class.getName());

  /** The first word of a reference has 18 bits, in the oldest form that has words. */
  private static final int FIRST_WORD_BITS = 18;

  private static final Term CALL_SERVER = Term.atom("rex");
  private static final Term NO_COOKIE = Term.atom("");

  private final PacketStream packets;
  private final Pid self;
  private final TickBudget ticks;
  private final AtomicLong lastCall = new AtomicLong();
  private final AtomicLong received = new AtomicLong();
  private final Map<Reference, CompletableFuture<Term>> waiting = new ConcurrentHashMap<>();
  private final AtomicReference<NodeException> broken = new AtomicReference<>();
  private final Thread reader;

  private NodeLink(Dialled node, PacketStream packets, LinkLimits limits) {
    this.packets = packets;
    this.self = new Pid(Term.atom(node.ownName().value()), 1, 0, node.creation());
    this.ticks = new TickBudget(limits.nanoTime());
    this.reader = Thread.ofVirtual().name("node-reader").unstarted(this::readAll);
  }

  /** Takes over what was dialled, and closes it in the end. */
  static NodeLink over(Dialled node, LinkLimits limits) throws NodeException {
    try {
      PacketStream packets =
          new PacketStream(node.socket(), node.in(), limits.maxPacketBytes(), limits.writing());
      NodeLink link = new NodeLink(node, packets, limits);
      link.reader.start();
      return link;
    } catch (IOException e) {
      throw new NodeException(Kind.LOST, "the connection broke: " + e.getMessage(), e);
    }
  }

  /** A call that was sent, by the reference of its answer. */
  record Sent(Reference reference, CompletableFuture<Term> answer) {}

  /** Sends a call without waiting for its answer. */
  Sent send(NodeCall call) throws NodeException, InterruptedException {
    Reference reference = nextReference();
    CompletableFuture<Term> answer = new CompletableFuture<>();
    waiting.put(reference, answer);
    try {
      requireWhole(); // after the put: whoever breaks the link fails all that wait
      CallForm form = CallForm.of(call);
      packets.write(
          Term.tuple(Term.integer(ControlMessage.REGISTERED_SEND), self, NO_COOKIE, CALL_SERVER),
          Term.tuple(Term.atom("$gen_call"), Term.tuple(self, reference), request(form)));
    } catch (IOException e) {
      forget(reference);
      throw breakOff(e);
    } catch (NodeException | InterruptedException e) {
      forget(reference);
      throw e;
    }
    return new Sent(reference, answer);
  }

  private static Term request(CallForm form) {
    return Term.tuple(
        Term.atom("call"),
        form.module(),
        form.function(),
        Term.list(form.arguments()),
        Term.atom("user"));
  }

  /** No answer to that call is waited for any more. */
  void forget(Reference reference) {
    waiting.remove(reference);
  }

  /** How many packets have come in, ticks included: a link on which this grows is alive. */
  long received() {
    return received.get();
  }

  boolean isBroken() {
    return broken.get() != null;
  }

  private void requireWhole() throws NodeException {
    NodeException reason = broken.get();
    if (reason != null) {
      throw new NodeException(reason.kind(), reason.getMessage(), reason);
    }
  }

  private Reference nextReference() {
    long number = lastCall.incrementAndGet();
    long first = number & ((1L << FIRST_WORD_BITS) - 1);
    return new Reference(
        self.node(), self.creation(), List.of(first, number >>> FIRST_WORD_BITS, 0L));
  }

  private void readAll() {
    try {
      while (true) {
        byte[] packet = packets.read();
        received.incrementAndGet();
        if (packet.length == 0) {
          ticks.take();
          packets.tick();
        } else {
          take(ControlMessage.decode(packet));
        }
      }
    } catch (IOException e) {
      breakOff(e);
    } catch (TermFormatException e) {
      breakOff(new IOException("the node sent a message that is not readable: " + e.getMessage()));
    } catch (InterruptedException e) {
      breakOff(new IOException("the connection was closed"));
    }
  }

  private void take(ControlMessage message) throws IOException, InterruptedException {
    switch (message) {
      case ControlMessage.Answer(Reference call, Term result) -> {
        CompletableFuture<Term> answer = waiting.remove(call);
        if (answer != null) { // else it came too late
          answer.complete(result);
        }
      }
      case ControlMessage.Unlink(Term id, Term from, Term to) ->
          packets.write(Term.tuple(Term.integer(ControlMessage.UNLINK_RECEIPT), id, to, from));
      case ControlMessage.Other() -> {}
    }
  }

  /** Ends the link for that reason, unless it has ended before; returns the reason it ended for. */
  private NodeException breakOff(IOException cause) {
    String text = cause.getMessage() == null ? "it was closed" : cause.getMessage();
    broken.compareAndSet(
        null, new NodeException(Kind.LOST, "the connection to the node broke: " + text, cause));
    NodeException reason = broken.get();
    try {
      packets.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a broken connection did not close cleanly", e);
    }
    waiting.values().forEach(answer -> answer.completeExceptionally(reason));
    waiting.clear();
    return reason;
  }

  /** Ends the link because the node does not answer. */
  void giveUp() {
    breakOff(new IOException("the node has not answered"));
  }

  @Override
  public void close() {
    breakOff(new IOException("it was closed here"));
  }
}
