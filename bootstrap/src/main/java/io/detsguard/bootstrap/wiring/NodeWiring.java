package io.detsguard.bootstrap.wiring;

import io.detsguard.application.port.out.OwnerControl;
import io.detsguard.application.port.out.OwnerNodes;
import io.detsguard.bootstrap.settings.NodeSettings;
import io.detsguard.storage.distribution.LinkLimits;
import io.detsguard.storage.distribution.NodeConnection;
import io.detsguard.storage.distribution.peer.CookieFile;
import io.detsguard.storage.distribution.peer.NodeDialer;
import io.detsguard.storage.distribution.peer.NodeTransport;
import io.detsguard.storage.distribution.peer.TlsStores;
import io.detsguard.storage.node.AttachedNodes;
import io.detsguard.storage.node.NodeOwnerControl;
import io.detsguard.storage.node.OperatorCommand;
import io.detsguard.storage.node.OwnerHelp;
import io.detsguard.storage.node.PauseRules;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The connections to the nodes that are configured, one for each, made when first needed. */
final class NodeWiring implements AutoCloseable {
  /** A supervisor gives a child five seconds to end, and a repair takes longer than that. */
  private static final Duration OWNER_PATIENCE = Duration.ofSeconds(60);

  private final NodeSettings settings;
  private final InstantSource clock;
  private final List<NodeConnection> connections;

  NodeWiring(NodeSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.connections =
        settings.access().map(access -> connections(settings, access)).orElse(List.of());
  }

  private static List<NodeConnection> connections(
      NodeSettings settings, NodeSettings.Access access) {
    NodeDialer dialer =
        new NodeDialer(
            transport(access),
            access.ownName(),
            new CookieFile(access.cookieFile()),
            access.epmdPort(),
            settings.patience(),
            new SecureRandom());
    return settings.addresses().stream()
        .map(address -> new NodeConnection(address, dialer, LinkLimits.usual()))
        .toList();
  }

  private static NodeTransport transport(NodeSettings.Access access) {
    return access
        .tls()
        .<NodeTransport>map(
            tls -> new NodeTransport.Tls(new TlsStores(tls.keys(), tls.trusted(), tls.password())))
        .orElseGet(() -> new NodeTransport.Plain(access.plainToOtherHosts()));
  }

  /** What the nodes know of their tables. */
  OwnerNodes ownerNodes() {
    return connections.isEmpty()
        ? OwnerNodes.NONE
        : new AttachedNodes(connections, settings.patience(), clock);
  }

  /** How owners may be made to help with copies. */
  OwnerHelp help() {
    return new OwnerHelp(
        connections,
        settings.patience(),
        new PauseRules(settings.pause().limit(), settings.pause().tables()),
        settings
            .command()
            .map(command -> new OperatorCommand(command.words(), command.patience())));
  }

  /** Who has owners let go of their tables. */
  OwnerControl ownerControl() {
    return new NodeOwnerControl(connections, OWNER_PATIENCE);
  }

  @Override
  public void close() {
    connections.forEach(NodeConnection::close);
  }
}
