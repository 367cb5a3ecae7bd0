package io.detsguard.bootstrap.settings;

import io.detsguard.domain.node.NodeName;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.distribution.peer.NodeAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The Erlang nodes that own tables, and how they may help. Meaning, units and ranges: {@code
 * docs/nodes.md}.
 *
 * @param addresses of the nodes; none when nobody is to be attached to
 * @param access how to get in; empty exactly when there are no addresses
 * @param discover whether tables that a node has open are protected without being listed
 * @param patience how long a node may take to connect, and to answer what is not a save
 * @param pause how long a table may be held
 * @param command what makes an application save its tables that cannot be attached to
 */
public record NodeSettings(
    List<NodeAddress> addresses,
    Optional<Access> access,
    boolean discover,
    Duration patience,
    Pause pause,
    Optional<SyncCommand> command) {

  public NodeSettings {
    addresses = List.copyOf(addresses);
  }

  /**
   * How to get into a node.
   *
   * @param cookieFile whose first line is the cookie
   * @param ownName the name to have there; empty for one that the node gives
   * @param plainToOtherHosts whether other machines may be spoken to without TLS
   * @param epmdPort where port mappers listen
   * @param tls stores for TLS distribution; empty for plain TCP
   */
  public record Access(
      Path cookieFile,
      Optional<NodeName> ownName,
      boolean plainToOtherHosts,
      int epmdPort,
      Optional<Tls> tls) {}

  /**
   * Stores for TLS distribution.
   *
   * @param keys PKCS #12 with the key and certificate of this service
   * @param trusted PKCS #12 with the authorities that are believed
   * @param password file whose first line opens both
   */
  public record Tls(Path keys, Path trusted, Path password) {}

  /**
   * How long a table may be held.
   *
   * @param limit at most so long; zero for never
   * @param tables only these; empty for all
   */
  public record Pause(Duration limit, Set<TableName> tables) {
    public Pause {
      tables = Set.copyOf(tables);
    }
  }

  /**
   * A command that makes an application save its tables.
   *
   * @param words program and arguments
   * @param patience how long it may take
   */
  public record SyncCommand(List<String> words, Duration patience) {
    public SyncCommand {
      words = List.copyOf(words);
    }
  }
}
