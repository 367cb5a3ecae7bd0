package io.detsguard.storage.distribution.peer;

import io.detsguard.domain.node.NodeName;
import io.detsguard.storage.distribution.peer.NodeException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The handshake of version 6, from the side that connects.
 *
 * <pre>
 *  →  'N' flags:64 creation:32 length:16 name            our name; of the host only with NAME_ME
 *  ←  's' status                                         ok, ok_simultaneous, alive, nok, not_allowed,
 *                                                        named: length:16 name creation:32
 *  →  's' "true"                                         after alive
 *  ←  'N' flags:64 challenge:32 creation:32 length:16 name
 *  →  'r' challenge:32 digest:16B                        digest of the cookie and their challenge
 *  ←  'a' digest:16B                                     digest of the cookie and our challenge
 * </pre>
 *
 * <p>Whoever does not know the cookie closes the connection after {@code r}.
 */
final class Handshake {
  private static final int DIGEST_BYTES = 16;
  private static final long UNSIGNED_32_BITS = 0xFFFF_FFFFL;

  private final HandshakeFrames frames;
  private final NodeName peer;
  private final Cookie cookie;

  Handshake(HandshakeFrames frames, NodeName peer, Cookie cookie) {
    this.frames = frames;
    this.peer = peer;
    this.cookie = cookie;
  }

  /**
   * Who we are to the peer.
   *
   * @param creation which of our lives, 32 bits, never 0
   */
  record Identity(NodeName name, long creation) {}

  /**
   * Goes through it to its end, after which both know that the other has the cookie.
   *
   * @param fixed the name to have; the peer is asked for one when empty
   * @param creation which life this is, 1 to 2^32 - 1
   * @param challenge 32 random bits that nobody can foresee
   * @throws IOException when the connection breaks
   */
  Identity shakeHands(Optional<NodeName> fixed, long creation, long challenge)
      throws IOException, NodeException {
    try {
      sendName(fixed, creation);
      Identity identity = identity(fixed, creation);
      long theirs = readChallenge();
      prove(theirs, challenge);
      return identity;
    } catch (BufferUnderflowException e) {
      throw new NodeException(Kind.REFUSED, "a message of the node's handshake is cut short", e);
    }
  }

  private void sendName(Optional<NodeName> fixed, long creation) throws IOException {
    long flags = HandshakeFlags.OFFERED | (fixed.isEmpty() ? HandshakeFlags.NAME_ME : 0);
    // With the peer's own host our name is of the kind, short or long, that it accepts.
    byte[] name = fixed.map(NodeName::value).orElse(peer.host()).getBytes(StandardCharsets.UTF_8);
    ByteBuffer message = ByteBuffer.allocate(1 + 8 + 4 + 2 + name.length);
    message.put((byte) 'N').putLong(flags).putInt((int) creation);
    message.putShort((short) name.length).put(name);
    frames.write(message);
  }

  private Identity identity(Optional<NodeName> fixed, long creation)
      throws IOException, NodeException {
    ByteBuffer message = frames.read();
    expect(message.get(), 's', "a status");
    String status = StandardCharsets.ISO_8859_1.decode(message.duplicate()).toString();
    if (status.startsWith("named:") && fixed.isEmpty()) {
      message.position(message.position() + "named:".length());
      return new Identity(nodeName(message), named(message.getInt()));
    }
    accept(status);
    return new Identity(
        fixed.orElseThrow(
            () -> new NodeException(Kind.REFUSED, "the node gave this service no name")),
        creation);
  }

  private static long named(int creation) throws NodeException {
    if (creation == 0) {
      throw new NodeException(Kind.REFUSED, "the node named this service, but for no life of it");
    }
    return creation & UNSIGNED_32_BITS;
  }

  private void accept(String status) throws IOException, NodeException {
    switch (status) {
      case "ok", "ok_simultaneous" -> {}
      case "alive" ->
          // A connection of ours that broke is still open over there; it may be dropped.
          frames.write(ByteBuffer.allocate(5).put("strue".getBytes(StandardCharsets.US_ASCII)));
      case "nok" ->
          throw new NodeException(
              Kind.REFUSED, "the node is already being connected to under the same name");
      case "not_allowed" ->
          throw new NodeException(
              Kind.REFUSED,
              "the node does not allow this service's name (net_kernel:allow/1 on the node)");
      default -> throw new NodeException(Kind.REFUSED, "the node answered an unknown status");
    }
  }

  private long readChallenge() throws IOException, NodeException {
    ByteBuffer message = frames.read();
    expect(message.get(), 'N', "a challenge");
    if ((message.getLong() & HandshakeFlags.HANDSHAKE_23) == 0) {
      throw new NodeException(Kind.REFUSED, "the node is older than Erlang/OTP 23");
    }
    long challenge = message.getInt() & UNSIGNED_32_BITS;
    message.getInt(); // its creation, which nothing here depends on
    NodeName found = nodeName(message);
    if (!found.equals(peer)) {
      throw new NodeException(
          Kind.REFUSED, "another node than %s listens there: %s".formatted(peer, found));
    }
    return challenge;
  }

  private void prove(long theirs, long ours) throws IOException, NodeException {
    ByteBuffer reply = ByteBuffer.allocate(1 + 4 + DIGEST_BYTES);
    frames.write(reply.put((byte) 'r').putInt((int) ours).put(cookie.digest(theirs)));
    ByteBuffer message = acknowledgement();
    expect(message.get(), 'a', "the proof of its cookie");
    byte[] digest = new byte[DIGEST_BYTES];
    message.get(digest);
    if (!MessageDigest.isEqual(digest, cookie.digest(ours))) {
      throw new NodeException(Kind.REFUSED, "the node could not prove that it has the same cookie");
    }
  }

  private ByteBuffer acknowledgement() throws IOException, NodeException {
    try {
      return frames.read();
    } catch (EOFException | SocketException e) {
      throw new NodeException(
          Kind.REFUSED, "the node closed the connection: it has another cookie", e);
    }
  }

  private static NodeName nodeName(ByteBuffer message) throws NodeException {
    int length = message.getShort() & 0xFFFF;
    if (length > message.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer bytes = message.slice(message.position(), length);
    message.position(message.position() + length);
    String name = StandardCharsets.UTF_8.decode(bytes).toString();
    if (!NodeName.isValid(name)) {
      throw new NodeException(Kind.REFUSED, "the node's handshake holds no name of a node");
    }
    return new NodeName(name);
  }

  private static void expect(byte found, char tag, String what) throws NodeException {
    if (found != tag) {
      throw new NodeException(
          Kind.REFUSED,
          "the handshake failed: expected %s, found a message of kind %d"
              .formatted(what, found & 0xFF));
    }
  }
}
