package io.detsguard.ws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client may not send, and what becomes of it; the server serves on each time. */
class HostileFramesTest {
  private static final int FINAL = 0x80;
  private static final int RSV1 = 0x40;

  private static TestServer server;
  private RawClient client;

  @BeforeAll
  static void start() {
    server = new TestServer(SocketSettings.DEFAULT);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void connect() throws IOException {
    client = RawClient.open(server.port());
    assertTrue(client.read(RawClient.TEXT).text().contains("snapshot"));
  }

  @AfterEach
  void goesOnServing() throws Exception {
    client.close();
    try (Messages other = Messages.open(server)) {
      other.next("snapshot");
    }
    DashboardSocketTest.await(() -> server.clients().count() == 0);
  }

  @Test
  void refusesAFrameWithoutAMask() throws IOException {
    client.write(new byte[] {(byte) (FINAL | RawClient.TEXT), 2, '{', '}'});
    assertEquals(1002, client.read().closeCode());
    assertTrue(client.endsWithoutMoreFrames());
  }

  @Test
  void refusesAFragment() throws IOException {
    client.send(RawClient.TEXT, "{\"type\":".getBytes(StandardCharsets.UTF_8));
    assertEquals(1009, client.read().closeCode());
    assertTrue(client.endsWithoutMoreFrames());
  }

  @Test
  void refusesAContinuationOfNothing() throws IOException {
    client.send(FINAL | RawClient.CONTINUATION, new byte[10]);
    assertEquals(1002, client.read().closeCode());
    assertTrue(client.endsWithoutMoreFrames());
  }

  @Test
  void refusesAFrameThatIsTooLong() throws IOException {
    client.send(FINAL | RawClient.TEXT, new byte[DashboardSocket.LONGEST_FRAME + 1]);
    assertEquals(1009, client.read().closeCode());
  }

  @Test
  void readsAFrameOfTheGreatestLength() throws IOException {
    String request = "{\"type\":\"request_snapshot\"}";
    client.send(
        RawClient.TEXT, request + " ".repeat(DashboardSocket.LONGEST_FRAME - request.length()));
    assertTrue(client.read(RawClient.TEXT).text().contains("snapshot"));
  }

  @Test
  void refusesALengthThatNobodyHas() throws IOException {
    client.write(new byte[] {(byte) (FINAL | RawClient.TEXT), -1, 127, -1, -1, -1, -1, -1, -1, -1});
    assertEquals(1009, client.read().closeCode());
  }

  @Test
  void refusesBinaryMessages() throws IOException {
    client.send(FINAL | RawClient.BINARY, new byte[10]);
    assertEquals(1003, client.read().closeCode());
  }

  @Test
  void refusesTextThatIsNotUtf8() throws IOException {
    client.send(FINAL | RawClient.TEXT, new byte[] {'"', (byte) 0xc0, (byte) 0xaf, '"'});
    assertEquals(1007, client.read().closeCode());
  }

  @Test
  void refusesAnExtensionThatWasNotAgreedOn() throws IOException {
    client.send(FINAL | RSV1 | RawClient.TEXT, new byte[] {1, 2, 3});
    assertEquals(1002, client.read().closeCode());
  }

  @Test
  void refusesAFloodOfMessages() throws IOException {
    flood(RawClient.frame(FINAL | RawClient.TEXT, "{}".getBytes(StandardCharsets.UTF_8)));
    assertEquals(1008, client.read(RawClient.CLOSE).closeCode());
  }

  @Test
  void refusesAFloodOfPings() throws IOException {
    flood(RawClient.frame(FINAL | RawClient.PING, new byte[125]));
    assertEquals(1008, client.read(RawClient.CLOSE).closeCode());
  }

  private void flood(byte[] frame) throws IOException {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (int i = 0; i < 1_000; i++) {
      frames.writeBytes(frame);
    }
    client.write(frames.toByteArray());
  }

  @Test
  void answersPings() throws IOException {
    client.send(FINAL | RawClient.PING, new byte[] {1, 2, 3});
    assertArrayEquals(new byte[] {1, 2, 3}, client.read(RawClient.PONG).payload());
  }

  @Test
  void answersACloseWithTheSameCode() throws IOException {
    client.sendClose(1000);
    assertEquals(1000, client.read().closeCode());
    assertTrue(client.endsWithoutMoreFrames());
  }

  @Test
  void answersACloseWithoutACode() throws IOException {
    client.send(FINAL | RawClient.CLOSE, new byte[0]);
    assertEquals(RawClient.CLOSE, client.read().kind());
    assertTrue(client.endsWithoutMoreFrames());
  }

  @Test
  void cutsOffWhoeverClosesWithACodeThatMayNotBeSent() throws IOException {
    client.sendClose(1005);
    assertTrue(client.endsWithoutMoreFrames());
  }

  @Test
  void survivesAConnectionThatIsCutAmidAFrame() throws IOException {
    byte[] frame = RawClient.frame(FINAL | RawClient.TEXT, new byte[1_000]);
    client.write(Arrays.copyOf(frame, 500));
  }

  @Test
  void survivesFramesSentTogetherWithTheRequest() throws Exception {
    try (RawClient hasty = RawClient.connect(server.port())) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(RawClient.request().getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < 100; i++) {
        bytes.writeBytes(RawClient.frame(RawClient.TEXT, new byte[4_000]));
      }
      hasty.write(bytes.toByteArray());
      assertTrue(hasty.readHead().getFirst().contains("101"));
    }
  }

  @Test
  void survivesGarbage() throws Exception {
    long seed = Long.getLong("detsguard.seed", System.nanoTime());
    System.out.println("HostileFramesTest.survivesGarbage: -Ddetsguard.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      try (RawClient garbled = RawClient.open(server.port())) {
        byte[] bytes = new byte[random.nextInt(1, 20_000)];
        random.nextBytes(bytes);
        garbled.write(bytes);
      } catch (SocketException e) {
        assertTrue(
            List.of("Connection reset", "Broken pipe").contains(e.getMessage()), () -> "" + e);
      }
    }
  }
}
