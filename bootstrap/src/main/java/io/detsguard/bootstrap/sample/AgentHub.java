package io.detsguard.bootstrap.sample;

import static io.detsguard.bootstrap.sample.Etf.atom;
import static io.detsguard.bootstrap.sample.Etf.binary;
import static io.detsguard.bootstrap.sample.Etf.integer;
import static io.detsguard.bootstrap.sample.Etf.list;
import static io.detsguard.bootstrap.sample.Etf.map;
import static io.detsguard.bootstrap.sample.Etf.real;
import static io.detsguard.bootstrap.sample.Etf.tuple;

import io.detsguard.domain.table.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Makes up what a hub of software agents would have stored by some moment: tasks and who works on
 * them, mail between agents, channels and threads. The same generator and moment give the same
 * records.
 */
final class AgentHub {
  private static final List<String> AGENTS =
      List.of("scout", "builder", "reviewer", "librarian", "operator", "night-shift");
  private static final List<String> CHANNELS =
      List.of("general", "releases", "incidents", "ideas", "data-team", "on-call");
  private static final List<String> STATUSES =
      List.of("queued", "assigned", "completed", "completed", "completed", "failed");
  private static final List<String> WORDS =
      ("the build of branch was green after retry please look at this index before we merge "
              + "deploy waits for approval cache is cold queue grows slowly disk on node two "
              + "needs space rolled back to yesterday tests pass again größer naïve done")
          .lines()
          .flatMap(line -> List.of(line.split(" ")).stream())
          .toList();

  private final RandomGenerator random;
  private final Instant now;

  AgentHub(RandomGenerator random, Instant now) {
    this.random = random;
    this.now = now;
  }

  /**
   * The objects of one table, encoded for storing.
   *
   * @param live those that are there
   * @param deleted those that were there; they leave free space behind
   */
  record Content(List<byte[]> live, List<byte[]> deleted) {}

  /** What a table of the default catalogue holds; one is empty, one is mostly free space. */
  Content content(TableName table) {
    return switch (table.value()) {
      case "task_queue" -> objects(640, this::task);
      case "agent_mailbox" -> objects(420, this::mail);
      case "message_history" -> trimmed(900, 4500, this::message);
      case "agent_channels" -> objects(CHANNELS.size(), this::channel);
      case "channel_history" -> objects(760, this::channelMessage);
      case "agentcom_config" -> objects(12, this::setting);
      case "thread_messages" -> objects(380, this::threadMessage);
      case "thread_replies" -> objects(150, this::replies);
      default -> objects(0, this::task);
    };
  }

  private static Content objects(int count, IntFunction<byte[]> object) {
    return trimmed(count, 0, object);
  }

  /** A history of which only the latest entries were kept. */
  private static Content trimmed(int kept, int deleted, IntFunction<byte[]> object) {
    return new Content(
        IntStream.range(deleted, deleted + kept).mapToObj(object).map(Etf::stored).toList(),
        IntStream.range(0, deleted).mapToObj(object).map(Etf::stored).toList());
  }

  private byte[] task(int number) {
    String id = "task-" + hex(6) + "-" + number;
    String status = any(STATUSES);
    Map<String, byte[]> task = new LinkedHashMap<>();
    task.put("id", binary(id));
    task.put("title", binary(words(3, 9)));
    task.put("description", binary(words(10, 60)));
    task.put("status", atom(status));
    task.put("priority", integer(random.nextInt(1, 5)));
    task.put("submitted_by", binary(any(AGENTS)));
    task.put("assigned_to", status.equals("queued") ? atom("nil") : binary(any(AGENTS)));
    task.put("created_at", time());
    task.put("attempts", integer(random.nextInt(3)));
    task.put("labels", list(atom(any(CHANNELS).replace('-', '_')), binary(any(WORDS))));
    task.put("cost", real(random.nextInt(4000) / 256.0));
    return tuple(binary(id), map(task));
  }

  private byte[] mail(int number) {
    byte[] key = tuple(binary(any(AGENTS)), integer(number));
    return tuple(key, map(messageFields(number)), time());
  }

  private byte[] message(int number) {
    Map<String, byte[]> message = messageFields(number);
    message.put("attachment", binary(hex(random.nextInt(100, 300))));
    return tuple(integer(number), map(message));
  }

  private byte[] channel(int number) {
    String name = CHANNELS.get(number);
    Map<String, byte[]> channel = new LinkedHashMap<>();
    channel.put("name", binary(name));
    channel.put("topic", binary(words(2, 8)));
    channel.put("members", list(AGENTS.stream().map(Etf::binary).toArray(byte[][]::new)));
    channel.put("created_at", time());
    return tuple(binary(name), map(channel));
  }

  private byte[] channelMessage(int number) {
    byte[] key = tuple(binary(any(CHANNELS)), integer(number));
    return tuple(key, map(messageFields(number)));
  }

  private byte[] setting(int number) {
    return switch (number) {
      case 0 -> tuple(atom("heartbeat_ms"), integer(15_000));
      case 1 -> tuple(atom("retention_ms"), integer(2_592_000_000L));
      case 2 -> tuple(atom("queue_high_water"), real(0.85));
      default -> tuple(tuple(atom("feature"), integer(number)), atom(flag()));
    };
  }

  private byte[] threadMessage(int number) {
    return tuple(binary("msg-" + number), map(messageFields(number)));
  }

  private byte[] replies(int number) {
    List<byte[]> ids = new ArrayList<>();
    for (int reply = random.nextInt(1, 12); reply > 0; reply--) {
      ids.add(binary("msg-" + random.nextInt(380)));
    }
    return tuple(binary("msg-" + number), list(ids.toArray(byte[][]::new)));
  }

  private Map<String, byte[]> messageFields(int number) {
    Map<String, byte[]> message = new LinkedHashMap<>();
    message.put("seq", integer(number));
    message.put("from", binary(any(AGENTS)));
    message.put("to", binary(any(AGENTS)));
    message.put("body", binary(words(4, 50)));
    message.put("sent_at", time());
    message.put("read", atom(flag()));
    return message;
  }

  private String flag() {
    return random.nextBoolean() ? "true" : "false";
  }

  /** Milliseconds since the epoch, within the month before now. */
  private byte[] time() {
    return integer(now.toEpochMilli() - random.nextLong(30L * 24 * 3600 * 1000));
  }

  private String words(int least, int most) {
    int count = random.nextInt(least, most + 1);
    return String.join(" ", IntStream.range(0, count).mapToObj(i -> any(WORDS)).toList());
  }

  private String hex(int bytes) {
    byte[] noise = new byte[bytes];
    random.nextBytes(noise);
    return HexFormat.of().formatHex(noise);
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
