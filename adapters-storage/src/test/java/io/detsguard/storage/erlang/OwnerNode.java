package io.detsguard.storage.erlang;

import io.detsguard.application.service.ControlledOwners;
import io.detsguard.domain.node.NodeName;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.distribution.Dialers;
import io.detsguard.storage.distribution.NodeConnection;
import io.detsguard.storage.node.NodeOwnerControl;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A real node in which the table {@code task_queue} has an owner, as {@code owned_table.erl} has
 * them, and the way in which that is made to close and open it.
 */
public final class OwnerNode implements AutoCloseable {
  public static final NodeName NAME = new NodeName("hub@127.0.0.1");

  /** The child of a supervisor that {@link #supervise} starts. */
  public static final OwnerHandle SUPERVISED = child("{table, task_queue}");

  private static final TableName TABLE = new TableName("task_queue");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Path home;
  private final PortMapper mapper;
  private final LiveNode node;
  private final NodeConnection connection;

  private OwnerNode(Path home, PortMapper mapper, LiveNode node, NodeConnection connection) {
    this.home = home;
    this.mapper = mapper;
    this.node = node;
    this.connection = connection;
  }

  /**
   * Starts it, with no owner yet.
   *
   * @param home a directory of its own
   */
  public static OwnerNode start(Path home) throws IOException, InterruptedException {
    PortMapper mapper = PortMapper.start();
    Path erl = ErlangPrograms.all().getFirst();
    LiveNode node = LiveNode.start(home, erl, mapper.port(), "-name", NAME.value());
    node.load(home, "owned_table.erl");
    NodeConnection connection =
        Dialers.connection(NAME.value(), Dialers.plain(LiveNode.cookieFile(home), mapper.port()));
    return new OwnerNode(home, mapper, node, connection);
  }

  /** The child of that id under the supervisor of this node; there may be none. */
  public static OwnerHandle child(String id) {
    return new OwnerHandle.Supervised(NAME, "hub_sup", id);
  }

  /** Starts a supervisor whose child opens the table, which it makes when there is no such file. */
  public void supervise(Path table) throws IOException {
    expect("ok", "owned_table:start(task_queue, \"" + table + "\")");
  }

  /** The next time that the supervisor starts its child, that fails before it opens the table. */
  public void failNextStart() throws IOException {
    expect("ok", "owned_table:fail_next_start()");
  }

  /** The table has this owner, who is reached through this node. */
  public ControlledOwners owners(OwnerHandle owner) {
    return new ControlledOwners(
        Map.of(TABLE, owner), new NodeOwnerControl(List.of(connection), PATIENCE));
  }

  /** Where its cookie lies. */
  public Path cookieFile() {
    return LiveNode.cookieFile(home);
  }

  /** Where its port mapper listens. */
  public int mapperPort() {
    return mapper.port();
  }

  /** Ends it at once; it stays to be closed. */
  public void kill() {
    node.kill();
  }

  /** See {@link LiveNode#eval}. */
  public String eval(String expressions) throws IOException {
    return node.eval(expressions);
  }

  /** See {@link LiveNode#expect}. */
  public void expect(String value, String expressions) throws IOException {
    node.expect(value, expressions);
  }

  @Override
  public void close() {
    connection.close();
    node.close();
    mapper.close();
  }
}
