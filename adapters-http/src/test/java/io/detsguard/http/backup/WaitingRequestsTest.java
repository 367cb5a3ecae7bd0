package io.detsguard.http.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.health.HealthReport;
import io.detsguard.http.Examples;
import io.detsguard.http.TestServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WaitingRequestsTest {
  private static final int CALLERS = 400;
  private static final String REQUEST =
      "POST /api/admin/backup HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nAuthorization: Bearer "
          + TestServer.TOKEN
          + "\r\n\r\n";

  @Test
  void holdNoThreadAndDelayNobody() throws IOException {
    try (TestServer server = TestServer.start()) {
      server.health.answer(new HealthReport(TestServer.NOW, Optional.empty(), List.of()));
      server.get("/api/admin/dets-health");
      CompletableFuture<BackupRun> run = server.backups.serveNext();
      int threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
      List<Socket> callers = ask(server);
      while (server.backups.requests().size() < CALLERS) {
        Thread.onSpinWait();
      }

      for (int request = 0; request < 100; request++) {
        assertEquals(200, server.getWithout("/health").statusCode());
        assertEquals(200, server.get("/api/admin/dets-health").statusCode());
      }
      int threads = ManagementFactory.getThreadMXBean().getThreadCount();
      assertTrue(threads - threadsBefore < CALLERS / 8, threadsBefore + " → " + threads);

      run.complete(Examples.run(Examples.backedUp(Examples.TASK_QUEUE)));
      for (Socket caller : callers) {
        assertEquals("HTTP/1.1 200 OK", statusLine(caller));
        caller.close();
      }
    }
  }

  @Test
  void doNotEndTheRunWhenTheirCallerHangsUp() throws IOException {
    try (TestServer server = TestServer.start()) {
      CompletableFuture<BackupRun> run = server.backups.serveNext();
      Socket caller = connectAndAsk(server);
      try (Socket other = connectAndAsk(server)) {
        while (server.backups.requests().size() < 2) {
          Thread.onSpinWait();
        }
        caller.close();
        server.getWithout("/health");

        assertTrue(run.complete(Examples.run(Examples.backedUp(Examples.TASK_QUEUE))));
        assertEquals("HTTP/1.1 200 OK", statusLine(other));
      }
    }
  }

  private static List<Socket> ask(TestServer server) throws IOException {
    List<Socket> callers = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      callers.add(connectAndAsk(server));
    }
    return callers;
  }

  private static Socket connectAndAsk(TestServer server) throws IOException {
    Socket socket = server.connect();
    socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String statusLine(Socket caller) throws IOException {
    return new String(caller.getInputStream().readNBytes(15), StandardCharsets.US_ASCII);
  }
}
