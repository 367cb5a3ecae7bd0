package io.detsguard.storage.distribution.peer;

import io.detsguard.domain.node.NodeName;
import io.detsguard.storage.distribution.peer.NodeException.Kind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Connects to nodes, up to the end of the handshake. Safe for use by many threads.
 *
 * @param transport over what
 * @param ownName the name to have there; a node is asked for one when empty
 * @param cookie where the cookie is
 * @param epmdPort where EPMD listens on every host
 * @param patience how long one connection may take from beginning to end
 * @param random bits that nobody can foresee, for challenges
 */
public record NodeDialer(
    NodeTransport transport,
    Optional<NodeName> ownName,
    CookieFile cookie,
    int epmdPort,
    Duration patience,
    RandomGenerator random) {
  private static final Logger LOG = System.getLogger(NodeDialer.class.getName());

  /** EPMD's port unless {@code ERL_EPMD_PORT} says otherwise. */
  public static final int DEFAULT_EPMD_PORT = EpmdClient.DEFAULT_PORT;

  /**
   * A node that has accepted us.
   *
   * @param socket to be closed by who dialled
   * @param in the packets that follow the handshake
   * @param ownName what we are called there
   * @param creation which of our lives this is, 32 bits, never 0
   */
  public record Dialled(Socket socket, BufferedInputStream in, NodeName ownName, long creation) {}

  /** Connects. Nothing is left open when it fails. */
  public Dialled dial(NodeAddress address) throws NodeException, InterruptedException {
    Cookie secret = cookie.read();
    InetAddress host = host(address.node().host());
    int port =
        address.port().isPresent()
            ? address.port().getAsInt()
            : new EpmdClient(epmdPort).portOf(address.node().name(), host, patience);
    Socket socket = new Socket();
    boolean dialled = false;
    try (ClosingWatch watch = ClosingWatch.over(socket, patience)) {
      Dialled node = dial(socket, new InetSocketAddress(host, port), address.node(), secret, watch);
      dialled = true;
      return node;
    } finally {
      if (!dialled) {
        close(socket);
      }
    }
  }

  private Dialled dial(
      Socket socket, InetSocketAddress to, NodeName node, Cookie secret, ClosingWatch watch)
      throws NodeException {
    try {
      socket.connect(to);
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      Socket secured = secured(socket, node.host(), to.getPort());
      BufferedInputStream in = new BufferedInputStream(secured.getInputStream());
      HandshakeFrames frames =
          new HandshakeFrames(in, secured.getOutputStream(), secured instanceof SSLSocket);
      Handshake.Identity identity =
          new Handshake(frames, node, secret).shakeHands(ownName, creation(), challenge());
      return new Dialled(secured, in, identity.name(), identity.creation());
    } catch (SSLException e) {
      throw new NodeException(
          Kind.REFUSED, late(watch, "TLS could not be agreed on: " + e.getMessage()), e);
    } catch (IOException e) {
      throw new NodeException(
          Kind.UNREACHABLE, late(watch, "port %d: %s".formatted(to.getPort(), text(e))), e);
    }
  }

  private String late(ClosingWatch watch, String otherwise) {
    return watch.expired()
        ? "it did not finish the handshake within " + patience.toMillis() + " ms"
        : otherwise;
  }

  private static String text(IOException e) {
    return e.getMessage() == null ? "the connection was closed" : e.getMessage();
  }

  private InetAddress host(String name) throws NodeException, InterruptedException {
    try {
      InetAddress host = lookUp(name);
      if (transport instanceof NodeTransport.Plain(boolean toOtherHosts)
          && !toOtherHosts
          && !isThisMachine(host)) {
        throw new NodeException(
            Kind.UNREACHABLE,
            "%s is another machine, and plain TCP would show it everything on the way: use TLS"
                    .formatted(name)
                + " distribution, or allow it in the configuration");
      }
      return host;
    } catch (UnknownHostException e) {
      throw new NodeException(Kind.UNREACHABLE, "no address is known for the host " + name, e);
    } catch (IOException e) {
      throw new NodeException(Kind.UNREACHABLE, "the network of this machine is not readable", e);
    }
  }

  /** Asks for the address from aside: a look-up has no time-out of its own, and ends some day. */
  private InetAddress lookUp(String name) throws IOException, InterruptedException {
    FutureTask<InetAddress> lookUp = new FutureTask<>(() -> InetAddress.getByName(name));
    Thread.ofVirtual().start(lookUp);
    try {
      return lookUp.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw (IOException) new UnknownHostException(name).initCause(e);
    }
  }

  /** What is sent to an own address never leaves the machine. */
  private static boolean isThisMachine(InetAddress host) throws IOException {
    return host.isLoopbackAddress() || NetworkInterface.getByInetAddress(host) != null;
  }

  private Socket secured(Socket socket, String host, int port) throws IOException, NodeException {
    if (!(transport instanceof NodeTransport.Tls tls)) {
      return socket;
    }
    SSLSocket secured =
        (SSLSocket) tls.stores().open().getSocketFactory().createSocket(socket, host, port, true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  private long creation() {
    return 1 + random.nextLong(0xFFFF_FFFEL);
  }

  private long challenge() {
    return random.nextLong() & 0xFFFF_FFFFL;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a connection that failed did not close cleanly", e);
    }
  }
}
