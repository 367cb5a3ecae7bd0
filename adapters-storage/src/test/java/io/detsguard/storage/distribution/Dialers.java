package io.detsguard.storage.distribution;

import io.detsguard.domain.node.NodeName;
import io.detsguard.storage.distribution.peer.CookieFile;
import io.detsguard.storage.distribution.peer.NodeAddress;
import io.detsguard.storage.distribution.peer.NodeDialer;
import io.detsguard.storage.distribution.peer.NodeTransport;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/** Ways to connect that tests share. */
public final class Dialers {
  /** Longer than a loaded machine needs; for hangs. */
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  private Dialers() {}

  public static NodeDialer plain(Path cookie, int epmdPort) {
    return dialer(new NodeTransport.Plain(false), Optional.empty(), cookie, epmdPort, PATIENCE);
  }

  public static NodeDialer named(String name, Path cookie, int epmdPort) {
    return dialer(
        new NodeTransport.Plain(false),
        Optional.of(new NodeName(name)),
        cookie,
        epmdPort,
        PATIENCE);
  }

  public static NodeDialer dialer(
      NodeTransport transport,
      Optional<NodeName> name,
      Path cookie,
      int epmdPort,
      Duration patience) {
    return new NodeDialer(
        transport, name, new CookieFile(cookie), epmdPort, patience, new SecureRandom());
  }

  public static NodeAddress address(String text) {
    return NodeAddress.parse(text).orElseThrow(() -> new AssertionError("no address: " + text));
  }

  public static NodeConnection connection(String node, NodeDialer dialer) {
    return new NodeConnection(address(node), dialer, LinkLimits.usual());
  }
}
