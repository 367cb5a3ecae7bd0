package io.detsguard.bootstrap.settings;

import io.detsguard.bootstrap.log.LogFormat;
import io.detsguard.domain.backup.RetentionPolicy;
import io.detsguard.domain.health.HealthThresholds;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.table.TableName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything an operator can set, checked. All paths are absolute.
 *
 * @param data the program's own directory: tokens, journal, and by default all the rest
 * @param tables which tables are protected
 * @param backups the repository
 * @param server the HTTP server
 * @param schedule when backups are made unasked
 * @param retention which snapshots stay
 * @param health how much is too much
 * @param copy how live tables are copied
 * @param drill how snapshots are tried out
 * @param logFormat how the log is written
 * @param compaction when idle tables are compacted unasked
 * @param nodes the Erlang nodes that own tables, and how they may help
 * @param owners how the owners of tables let go of them for a restore
 */
public record Settings(
    Path data,
    Tables tables,
    Path backups,
    Server server,
    Schedule schedule,
    RetentionPolicy retention,
    HealthThresholds health,
    Copy copy,
    Drill drill,
    LogFormat logFormat,
    Compaction compaction,
    NodeSettings nodes,
    Map<TableName, OwnerHandle> owners) {
  public Settings {
    owners = Map.copyOf(owners);
  }

  /**
   * Which tables are protected.
   *
   * @param directory where tables lie that are not listed with a place of their own
   * @param discover whether that directory is searched for tables by their content
   * @param catalogue tables by name, in order, with the file of each; when {@code discover}, only
   *     those that the configuration lists
   * @param embeddedDefault whether nobody has named a place for tables, so that the program may
   *     make sample tables of its own
   */
  public record Tables(
      Path directory, boolean discover, Map<TableName, Path> catalogue, boolean embeddedDefault) {
    /** The tables of an AgentCom hub: what is protected when nothing else is said. */
    public static final List<TableName> DEFAULT_NAMES =
        List.of(
            new TableName("task_queue"),
            new TableName("task_dead_letter"),
            new TableName("agent_mailbox"),
            new TableName("message_history"),
            new TableName("agent_channels"),
            new TableName("channel_history"),
            new TableName("agentcom_config"),
            new TableName("thread_messages"),
            new TableName("thread_replies"));

    public Tables {
      catalogue = Collections.unmodifiableMap(new LinkedHashMap<>(catalogue));
    }
  }

  /**
   * The HTTP server.
   *
   * @param host name or address to listen on
   * @param port 0 to 65535; 0 takes any free one
   * @param shutdownGrace how long requests and a running backup may take to finish at shutdown
   */
  public record Server(String host, int port, Duration shutdownGrace) {}

  /**
   * When backups are made unasked.
   *
   * @param enabled whether at all
   * @param cron second, minute, hour, day of month, month, day of week
   * @param zone whose clock the expression means
   * @param jitter each run begins up to this much later, so that many machines do not begin at once
   */
  public record Schedule(boolean enabled, String cron, ScheduleZone zone, Duration jitter) {}

  /**
   * When tables that nobody has open are compacted unasked.
   *
   * @param cron like that of the schedule of backups, in its time zone; empty for never
   */
  public record Compaction(Optional<String> cron) {}

  /**
   * How live tables are copied.
   *
   * @param deadline how long to wait for one table to hold still
   * @param rereadAfter how long an unchanged table is trusted by its stamp alone
   * @param parallel how many tables are worked on at once; 0 lets the program choose
   * @param frozenAfter how long a table that was left open must stand still before what can be
   *     saved of it is kept; 0 leaves such tables alone
   */
  public record Copy(Duration deadline, Duration rereadAfter, int parallel, Duration frozenAfter) {}

  /**
   * How snapshots are tried out after each run of the service.
   *
   * @param enabled whether at all
   * @param bytesPerRun how many bytes of tables are restored after one run, at most
   * @param erlang the program {@code erl} that opens what was restored, if there is one
   * @param patience how long it may take for one table
   */
  public record Drill(
      boolean enabled, long bytesPerRun, Optional<Path> erlang, Duration patience) {}
}
