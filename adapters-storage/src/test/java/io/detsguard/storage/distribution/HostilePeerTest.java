package io.detsguard.storage.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.term.Atom;
import io.detsguard.domain.term.Pid;
import io.detsguard.domain.term.Term;
import io.detsguard.domain.term.TupleTerm;
import io.detsguard.storage.distribution.FakePeer.Script;
import io.detsguard.storage.distribution.FakePeer.Talk;
import io.detsguard.storage.distribution.peer.NodeDialer;
import io.detsguard.storage.distribution.peer.NodeException;
import io.detsguard.storage.distribution.peer.NodeException.Kind;
import io.detsguard.storage.distribution.peer.NodeTransport;
import io.detsguard.storage.erlang.LiveNode;
import io.detsguard.storage.term.ByteView;
import io.detsguard.storage.term.TermDecoder;
import io.detsguard.storage.term.TermEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peers that are no nodes, or nodes gone mad: each ends in a clear refusal, in bounded time. */
class HostilePeerTest {
  private static final Duration SHORT = Duration.ofMillis(1_500);

  @TempDir Path home;

  private final AtomicLong now = new AtomicLong();
  private NodeDialer dialer;

  @BeforeEach
  void writeCookie() throws IOException {
    Path cookie = home.resolve("cookie");
    Files.writeString(cookie, LiveNode.COOKIE);
    Files.setPosixFilePermissions(cookie, PosixFilePermissions.fromString("rw-------"));
    dialer = Dialers.dialer(new NodeTransport.Plain(false), Optional.empty(), cookie, 1, SHORT);
  }

  private NodeConnection connection(FakePeer peer) {
    LinkLimits limits =
        new LinkLimits(1 << 16, SHORT, SHORT, SHORT, SHORT.multipliedBy(4), now::get);
    return new NodeConnection(Dialers.address(peer.address()), dialer, limits);
  }

  /** The failure of a call to a peer that plays that script. */
  private NodeException failure(Script script) throws Exception {
    try (FakePeer peer = FakePeer.playing(script);
        NodeConnection connection = connection(peer)) {
      return assertThrows(
          NodeException.class, () -> connection.call(new NodeCall.OwnName(), SHORT));
    }
  }

  private void requireFailure(Kind kind, String words, Script script) throws Exception {
    NodeException failure = failure(script);
    assertEquals(kind, failure.kind(), failure.getMessage());
    assertTrue(failure.getMessage().contains(words), failure.getMessage());
    assertTrue(!failure.getMessage().contains(LiveNode.COOKIE), failure.getMessage());
  }

  @Test
  void givesUpOnPeersThatSayNothing() throws Exception {
    requireFailure(Kind.UNREACHABLE, "did not finish the handshake", talk -> {});
  }

  @Test
  void givesUpOnPeersThatDripBytes() throws Exception {
    requireFailure(
        Kind.UNREACHABLE,
        "did not finish the handshake",
        talk -> {
          talk.out().writeShort(1_000);
          for (int i = 0; i < 1_000; i++) {
            talk.out().write('s');
            talk.out().flush();
            pause();
          }
        });
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void refusesWhatIsNoNode() throws Exception {
    Script web =
        talk -> {
          talk.out().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          talk.out().flush();
        };
    requireFailure(Kind.UNREACHABLE, "a message of the handshake has 1 to", web);
  }

  @Test
  void survivesRandomBytesAtEachStepOfTheHandshake() throws Exception {
    long seed = Long.getLong("detsguard.seed", System.nanoTime() & 0xFFFF_FFFFL);
    System.out.println("HostilePeerTest: -Ddetsguard.seed=" + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      byte[] bytes = new byte[random.nextInt(1, 60)];
      random.nextBytes(bytes);
      int step = round % 3;
      NodeException failure = failure(talk -> answerWith(talk, step, bytes));
      assertTrue(
          failure.kind() == Kind.REFUSED || failure.kind() == Kind.UNREACHABLE,
          failure.getMessage());
    }
  }

  /** Plays along for so many steps, then sends these bytes and hangs up. */
  private static void answerWith(Talk talk, int step, byte[] bytes) throws IOException {
    talk.takeName();
    if (step > 0) {
      talk.status("", true);
    }
    if (step > 1) {
      talk.challenge(FakePeer.NAME);
      talk.frame();
    }
    talk.frame(bytes);
    talk.socket().shutdownOutput();
  }

  @Test
  void refusesPeersThatDoNotKnowTheCookie() throws Exception {
    requireFailure(
        Kind.REFUSED,
        "could not prove",
        talk -> {
          talk.takeName();
          talk.status("", true);
          talk.challenge(FakePeer.NAME);
          talk.frame();
          talk.frame(Talk.concat(new byte[] {'a'}, new byte[16]));
        });
  }

  @Test
  void saysWhatTheStatusMeans() throws Exception {
    requireFailure(Kind.REFUSED, "net_kernel:allow/1", talk -> refuse(talk, "not_allowed"));
    requireFailure(Kind.REFUSED, "already being connected", talk -> refuse(talk, "nok"));
    requireFailure(Kind.REFUSED, "unknown status", talk -> refuse(talk, "maybe"));
    requireFailure(Kind.REFUSED, "no name", talk -> refuse(talk, "ok"));
  }

  private static void refuse(Talk talk, String status) throws IOException {
    talk.takeName();
    talk.status(status, false);
  }

  @Test
  void breaksOffWhenPacketsAreTooLong() throws Exception {
    requireFailure(
        Kind.LOST,
        "at most 65536 are accepted",
        talk -> {
          talk.shakeHands();
          talk.packet();
          talk.out().writeInt(Integer.MAX_VALUE);
          talk.out().flush();
        });
  }

  @Test
  void breaksOffWhenPacketsAreNoMessages() throws Exception {
    requireFailure(
        Kind.LOST,
        "not readable",
        talk -> {
          talk.shakeHands();
          talk.packet();
          talk.out().writeInt(3);
          talk.out().write(new byte[] {112, (byte) 131, 104});
          talk.out().flush();
        });
  }

  @Test
  void breaksOffWhenMessagesAreCutShort() throws Exception {
    requireFailure(
        Kind.LOST,
        "within a packet",
        talk -> {
          talk.shakeHands();
          talk.packet();
          talk.out().writeInt(1_000);
          talk.out().write(112);
          talk.socket().shutdownOutput();
        });
  }

  @Test
  void survivesDamagedAnswers() throws Exception {
    long seed = Long.getLong("detsguard.seed", System.nanoTime() & 0xFFFF_FFFFL);
    System.out.println("HostilePeerTest: -Ddetsguard.seed=" + seed);
    Random random = new Random(seed);
    OpenResources before = OpenResources.now(home);
    for (int round = 0; round < 150; round++) {
      long damage = random.nextLong();
      try (FakePeer peer = FakePeer.playing(talk -> answerDamaged(talk, new Random(damage)));
          NodeConnection connection = connection(peer)) {
        connection.call(new NodeCall.OwnName(), Duration.ofMillis(100)); // the damage was harmless
      } catch (NodeException e) {
        assertTrue(
            e.kind() == Kind.LOST || e.kind() == Kind.TIMED_OUT || e.kind() == Kind.FAILED,
            e.toString());
      }
    }
    requireNothingLeft(before);
  }

  /** Answers, with a few bytes of the packet changed, then hangs up. */
  private static void answerDamaged(Talk talk, Random random) throws IOException {
    talk.shakeHands();
    Term reference = reference(message(talk.packet()));
    Pid ours = new Pid(new Atom("1@127.0.0.1"), 1, 0, 7);
    byte[] packet =
        Talk.concat(
            Talk.concat(
                new byte[] {112},
                TermEncoder.encode(Term.tuple(Term.integer(2), Term.atom(""), ours))),
            TermEncoder.encode(Term.tuple(reference, Term.list(Term.real(1), Term.map()))));
    for (int i = random.nextInt(3); i >= 0; i--) {
      packet[random.nextInt(packet.length)] = (byte) random.nextInt();
    }
    talk.out().writeInt(packet.length);
    talk.out().write(packet);
    talk.socket().shutdownOutput();
  }

  @Test
  void breaksOffTickStorms() throws Exception {
    try (FakePeer peer =
            FakePeer.playing(
                talk -> {
                  talk.shakeHands();
                  while (true) {
                    talk.out().writeInt(0);
                  }
                });
        NodeConnection connection = connection(peer)) {
      NodeException storm =
          assertThrows(NodeException.class, () -> connection.call(new NodeCall.OwnName(), SHORT));
      assertEquals(Kind.LOST, storm.kind(), storm.getMessage());
      assertTrue(storm.getMessage().contains("ticks"), storm.getMessage());
    }
  }

  @Test
  void givesUpLinksOnWhichNothingComesBack() throws Exception {
    try (FakePeer peer = FakePeer.playing(Talk::shakeHands);
        NodeConnection connection = connection(peer)) {
      NodeException silent =
          assertThrows(NodeException.class, () -> connection.call(new NodeCall.OwnName(), SHORT));
      assertEquals(Kind.TIMED_OUT, silent.kind());
      assertThrows(NodeException.class, () -> connection.call(new NodeCall.OwnName(), SHORT));
      assertEquals(2, peer.connections(), "the silent link was not given up");
    }
  }

  @Test
  void leavesNodesAloneForLongerAndLongerThatCannotBeConnectedTo() throws Exception {
    try (FakePeer peer = FakePeer.playing(talk -> refuse(talk, "nok"));
        NodeConnection connection = connection(peer)) {
      ask(connection);
      ask(connection);
      assertEquals(1, peer.connections());
      now.addAndGet(SHORT.toNanos());
      ask(connection);
      now.addAndGet(SHORT.toNanos());
      NodeException paused = ask(connection);
      assertEquals(2, peer.connections());
      assertEquals(Kind.UNREACHABLE, paused.kind());
      assertTrue(paused.getMessage().contains("already being connected"), paused.getMessage());
      assertTrue(paused.getMessage().contains("tried again in"), paused.getMessage());
      now.addAndGet(SHORT.toNanos());
      ask(connection);
      assertEquals(3, peer.connections());
    }
  }

  private static NodeException ask(NodeConnection connection) {
    return assertThrows(NodeException.class, () -> connection.call(new NodeCall.OwnName(), SHORT));
  }

  @Test
  void answersUnlinksAndIgnoresWhatIsNotForIt() throws Exception {
    BlockingQueue<byte[]> receipt = new ArrayBlockingQueue<>(1);
    Pid theirs = new Pid(new Atom(FakePeer.NAME), 5, 0, 9);
    Pid ours = new Pid(new Atom("1@127.0.0.1"), 1, 0, 7);
    try (FakePeer peer =
            FakePeer.playing(
                talk -> {
                  talk.shakeHands();
                  TupleTerm call = message(talk.packet());
                  talk.packet(Term.integer(99));
                  talk.packet(Term.tuple(Term.integer(99)));
                  talk.packet(
                      Term.tuple(Term.integer(2), Term.atom(""), ours), Term.atom("unasked"));
                  talk.packet(Term.tuple(Term.integer(35), Term.integer(77), theirs, ours));
                  receipt.add(talk.packet());
                  talk.packet(
                      Term.tuple(Term.integer(22), theirs, ours),
                      Term.tuple(reference(call), Term.atom("fake")));
                });
        NodeConnection connection = connection(peer)) {
      assertEquals(
          new Atom("fake"), connection.call(new NodeCall.OwnName(), SHORT.multipliedBy(9)));
      Term control = new TermDecoder().decode(ByteView.of(receipt.take()), 1, Long.MAX_VALUE);
      assertEquals(Term.tuple(Term.integer(36), Term.integer(77), ours, theirs), control);
    }
  }

  /** The reference in {@code {'$gen_call', {From, Reference}, Request}}. */
  private static Term reference(TupleTerm call) {
    return ((TupleTerm) call.elements().get(1)).elements().get(1);
  }

  static TupleTerm message(byte[] packet) throws IOException {
    return Recorded.message(packet);
  }

  @Test
  void connectsToOtherMachinesOnlyWhenTold() throws Exception {
    try (NodeConnection connection =
        new NodeConnection(Dialers.address("a@192.0.2.1:4000"), dialer, LinkLimits.usual())) {
      NodeException far = ask(connection);
      assertEquals(Kind.UNREACHABLE, far.kind());
      assertTrue(far.getMessage().contains("another machine"), far.getMessage());
    }
  }

  @Test
  void asksNoPortMapperThatIsNone() throws Exception {
    try (FakePeer web =
        FakePeer.playing(talk -> talk.out().write("HTTP".getBytes(StandardCharsets.US_ASCII)))) {
      int port = Dialers.address(web.address()).port().orElseThrow();
      NodeDialer misled =
          Dialers.dialer(
              new NodeTransport.Plain(false),
              Optional.empty(),
              home.resolve("cookie"),
              port,
              SHORT);
      try (NodeConnection connection = Dialers.connection("a@127.0.0.1", misled)) {
        NodeException failure = ask(connection);
        assertTrue(failure.getMessage().contains("is not EPMD"), failure.getMessage());
      }
    }
  }

  @Test
  void leavesNoSocketAndNoThreadBehind() throws Exception {
    List<Script> scripts =
        List.of(talk -> {}, Talk::shakeHands, talk -> refuse(talk, "nok"), Talk::takeName);
    OpenResources before = OpenResources.now(home);
    for (Script script : scripts) {
      failure(script);
    }
    requireNothingLeft(before);
  }

  private void requireNothingLeft(OpenResources before) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!OpenResources.now(home).isWithin(before) && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    assertTrue(
        OpenResources.now(home).isWithin(before), OpenResources.now(home) + " after " + before);
  }
}
