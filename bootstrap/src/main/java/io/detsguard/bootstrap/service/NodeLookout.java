package io.detsguard.bootstrap.service;

import io.detsguard.application.port.in.LookAtNodesUseCase;
import io.detsguard.application.service.ReportHealthService;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the nodes are looked at, on a thread of its own: a node may be slow to answer.
 */
@Singleton
final class NodeLookout {
  private static final Logger LOG = LoggerFactory.getLogger(NodeLookout.class);

  /** From the end of a look to the next. */
  private static final Duration PAUSE = Duration.ofSeconds(15);

  private final LookAtNodesUseCase nodes;
  private final ReportHealthService health;
  private final ScheduledExecutorService thread = OwnThread.named("node-lookout");

  NodeLookout(LookAtNodesUseCase nodes, ReportHealthService health) {
    this.nodes = nodes;
    this.health = health;
  }

  /** Begins with a look at once. */
  void start() {
    thread.scheduleWithFixedDelay(this::look, 0, PAUSE.toSeconds(), TimeUnit.SECONDS);
  }

  /** An exception would end the looks for good. */
  private void look() {
    try {
      nodes.look();
      health.forget();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the service shuts down
    } catch (IOException | RuntimeException e) {
      LOG.warn("what the nodes have open could not be held against the catalogue", e);
    }
  }

  /** Returns when no look is at work any more. */
  @PreDestroy
  void stop() {
    OwnThread.end(thread, LOG, "a look at the nodes did not end in time");
  }
}
