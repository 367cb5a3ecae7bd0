package io.detsguard.storage.salvage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;

/**
 * Lets several threads write the chunks of one file, each when it is its chunk's turn, so that a
 * file which only grows at its end is written in order while chunks behind are still being made.
 *
 * <p>After a failure the threads that wait are told to stop; the first failure is the one that
 * counts. Each chunk must be ended by the thread that has it.
 */
final class OrderedOutput {
  private final Sink sink;
  private long turn;
  private Throwable failure;

  OrderedOutput(Sink sink) {
    this.sink = sink;
  }

  /** Takes the bytes of the file, in their order. */
  @FunctionalInterface
  interface Sink {
    /** Writes some or all of the bytes. */
    int write(ByteBuffer bytes) throws IOException;
  }

  /** Tells a thread that there is nothing more to do, because another one has failed. */
  static final class StoppedException extends IOException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
      super("writing has failed in another thread");
    }
  }

  /** Writes the next bytes of a chunk, once all those before it are ended. */
  void write(long chunk, ByteBuffer bytes) throws IOException, InterruptedException {
    awaitTurn(chunk);
    try {
      while (bytes.hasRemaining()) {
        sink.write(bytes);
      }
    } catch (ClosedByInterruptException e) {
      Thread.interrupted(); // the exception says it; a flag left set would end what comes next
      throw (InterruptedException) new InterruptedException("writing was cancelled").initCause(e);
    }
  }

  /** Ends a chunk: the next one has its turn. */
  synchronized void end(long chunk) throws IOException, InterruptedException {
    awaitTurn(chunk);
    turn++;
    notifyAll();
  }

  private synchronized void awaitTurn(long chunk) throws IOException, InterruptedException {
    while (turn != chunk && failure == null) {
      wait();
    }
    if (failure != null) {
      throw new StoppedException();
    }
  }

  /** Stops all threads that write, for a reason. */
  synchronized void fail(Throwable reason) {
    if (failure == null) {
      failure = reason;
    }
    notifyAll();
  }

  /** Throws the first failure, if there was one. */
  synchronized void throwFailure() throws IOException, InterruptedException {
    switch (failure) {
      case null -> {}
      case IOException trouble -> throw trouble;
      case InterruptedException interrupt -> throw interrupt;
      case RuntimeException defect -> throw defect;
      case Error error -> throw error;
      default -> throw new IllegalStateException("writing failed unexpectedly", failure);
    }
  }
}
