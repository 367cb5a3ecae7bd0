package io.detsguard.ws;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One client, and the rules of what it is sent and when it is dropped:
 *
 * <ul>
 *   <li>First it gets the whole state, then every message after that one, without a gap.
 *   <li>When it has not read what was sent before, it is <em>behind</em>: events pass it by, and
 *       nothing is kept for it. Once it has caught up it gets the whole state again, and goes on.
 *   <li>When it does not catch up within {@link SocketSettings#slowLimit()} it is closed with 1013.
 *   <li>When it leaves two pings unanswered it is gone, and closed.
 * </ul>
 *
 * So a client costs no more memory than its channel's write buffer mark and one state, whatever it
 * does, and never holds up another one.
 *
 * <p>Used on the event loop of its channel only.
 */
final class DashboardClient {
  /** The least time between two states that one client asks for. */
  static final long STATE_SPACING_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final int UNANSWERED_LIMIT = 2;
  private static final long NOTHING_SEEN = -1;

  private final SocketSettings settings;
  private final Consumer<DashboardClient> askForState;

  /** That of our handler: what it writes passes nothing but the framework's frame encoder. */
  private ChannelHandlerContext context;

  /** Whether events pass it by, because a state is to come first. */
  private boolean held = true;

  /** Whether it still has to read what was sent before; only then may it ask for a state itself. */
  private boolean behind;

  private long seen = NOTHING_SEEN;
  private OptionalLong lastAsked = OptionalLong.empty();
  private boolean askingLater;
  private OptionalLong unwritableSince = OptionalLong.empty();
  private long lastPing;
  private int unanswered;
  private boolean closing;

  /**
   * @param askForState has a state {@link #resume delivered} to this client, in a while
   */
  DashboardClient(SocketSettings settings, Consumer<DashboardClient> askForState) {
    this.settings = settings;
    this.askForState = askForState;
  }

  /** Binds it to its channel; comes before everything else. */
  void attach(ChannelHandlerContext handlerContext) {
    context = handlerContext;
    lastPing = now();
  }

  Channel channel() {
    return context.channel();
  }

  boolean isClosing() {
    return closing;
  }

  /** Whether its channel is closed. From any thread. */
  boolean isGone() {
    return !channel().isOpen();
  }

  /** The number of the last message it was sent. */
  long seen() {
    return Math.max(seen, 0);
  }

  /**
   * Has a state delivered soon. Asked for more often than once a second, the wish is kept until the
   * second is over; several wishes are one.
   */
  void wantState() {
    if (askingLater || closing) {
      return;
    }
    long wait = lastAsked.isEmpty() ? 0 : lastAsked.getAsLong() + STATE_SPACING_NANOS - now();
    if (wait <= 0) {
      ask();
    } else {
      askingLater = true;
      context.executor().schedule(this::ask, wait, TimeUnit.NANOSECONDS);
    }
  }

  private void ask() {
    askingLater = false;
    lastAsked = OptionalLong.of(now());
    askForState.accept(this);
  }

  /** Lets events pass by from here on: a state that holds them all is on its way. */
  void hold() {
    held = true;
  }

  /**
   * Sends the state that was asked for, and what happened while it was read. Without a state, a
   * client that has all that came before goes on; the others wait for the next try.
   *
   * @param state the message, unless it could not be made
   * @param before the number of the last message before the state was read
   * @param since the messages after that one
   */
  void resume(Optional<SharedFrame> state, long before, List<SharedFrame> since) {
    if (closing || (state.isEmpty() && seen != before)) {
      return;
    }
    if (!channel().isWritable()) {
      behind = true;
      return;
    }
    held = false;
    state.ifPresent(this::send);
    since.forEach(this::send);
  }

  /** Sends the next message, unless this client has to have a state first. */
  void offer(SharedFrame message) {
    if (held || closing || message.seq() <= seen) {
      return;
    }
    if (!channel().isWritable()) {
      held = true;
      behind = true;
    } else if (message.seq() != seen + 1) {
      held = true; // messages were lost before they came here
      wantState();
    } else {
      send(message);
    }
  }

  private void send(SharedFrame message) {
    seen = message.seq();
    context.writeAndFlush(message.forOneClient(), context.voidPromise());
  }

  /** Sends a message that is for this client alone; not while it is behind. */
  void answer(byte[] text) {
    if (!closing && channel().isWritable()) {
      context.writeAndFlush(SharedFrame.encode(text), context.voidPromise());
    }
  }

  /** The channel went over its write buffer mark, or came below it again. */
  void writabilityChanged() {
    if (!channel().isWritable()) {
      unwritableSince = OptionalLong.of(now());
      return;
    }
    unwritableSince = OptionalLong.empty();
    if (behind) {
      behind = false;
      wantState();
    }
  }

  /** Pings it when it is time, and closes it when it is slow or gone. To be called often. */
  void lookAfter() {
    if (closing) {
      return;
    }
    long now = now();
    if (unwritableSince.isPresent()
        && now - unwritableSince.getAsLong() >= settings.slowLimit().toNanos()) {
      close(WebSocketCloseStatus.TRY_AGAIN_LATER.code(), "too slow");
    } else if (now - lastPing >= settings.pingInterval().toNanos()) {
      ping(now);
    }
  }

  private void ping(long now) {
    if (unanswered == UNANSWERED_LIMIT) {
      close(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE.code(), "two pings unanswered");
      return;
    }
    lastPing = now;
    unanswered++;
    context.writeAndFlush(new PingWebSocketFrame(), context.voidPromise());
  }

  /** A pong came. */
  void answered() {
    unanswered = 0;
  }

  /**
   * Says why, and closes: as soon as the client closes as well, or when its time to do so is over.
   * Cutting the connection at once could take the reason from it.
   */
  void close(int code, String reason) {
    if (closing) {
      return;
    }
    closing = true;
    context.writeAndFlush(new CloseWebSocketFrame(code, reason), context.voidPromise());
    context
        .executor()
        .schedule(() -> channel().close(), settings.closeGrace().toNanos(), TimeUnit.NANOSECONDS);
  }

  /** The client closes: the answer to ours, or its own wish, which is to be answered. */
  void closedByClient(CloseWebSocketFrame frame) {
    if (closing) {
      channel().close();
      return;
    }
    closing = true;
    context.writeAndFlush(frame.retain()).addListener(ChannelFutureListener.CLOSE);
  }

  private long now() {
    return context.executor().ticker().nanoTime();
  }
}
