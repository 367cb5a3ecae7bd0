package io.detsguard.ws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedFrameTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 1_000_000})
  void isWhatTheFrameworkWouldSend(int length) {
    byte[] text = "x".repeat(length).getBytes(StandardCharsets.UTF_8);
    SharedFrame frame = SharedFrame.of(1, text);
    ByteBuf bytes = frame.forOneClient();
    assertArrayEquals(encodedByTheFramework(text), ByteBufUtil.getBytes(bytes));
    assertEquals(frame.length(), bytes.readableBytes());
    bytes.release();
    frame.release();
  }

  @Test
  void givesEachClientAPositionOfItsOwn() {
    SharedFrame frame = SharedFrame.of(1, new byte[] {1, 2, 3});
    ByteBuf one = frame.forOneClient();
    ByteBuf other = frame.forOneClient();
    one.skipBytes(4);
    assertEquals(5, other.readableBytes());
    one.release();
    other.release();
    frame.release();
  }

  @Test
  void isFreedWhenTheLastWhoKeepsItLetsGo() {
    SharedFrame frame = SharedFrame.of(1, new byte[] {1});
    ByteBuf atOneClient = frame.forOneClient();
    frame.retain();
    frame.release();
    frame.release();
    assertTrue(atOneClient.refCnt() > 0);
    atOneClient.release();
    assertFalse(atOneClient.refCnt() > 0);
  }

  private static byte[] encodedByTheFramework(byte[] text) {
    EmbeddedChannel channel = new EmbeddedChannel(new WebSocket13FrameEncoder(false));
    channel.writeOutbound(new TextWebSocketFrame(Unpooled.wrappedBuffer(text)));
    ByteBuf all = Unpooled.buffer();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      all.writeBytes(part);
      part.release();
    }
    channel.finishAndReleaseAll();
    return ByteBufUtil.getBytes(all);
  }
}
