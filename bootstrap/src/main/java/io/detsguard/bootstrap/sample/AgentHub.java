package io.detsguard.bootstrap.sample;

import static io.detsguard.domain.term.Term.atom;
import static io.detsguard.domain.term.Term.binary;
import static io.detsguard.domain.term.Term.integer;
import static io.detsguard.domain.term.Term.list;
import static io.detsguard.domain.term.Term.real;
import static io.detsguard.domain.term.Term.tuple;

import io.detsguard.domain.table.TableName;
import io.detsguard.domain.term.Atom;
import io.detsguard.domain.term.MapTerm;
import io.detsguard.domain.term.Term;
import io.detsguard.storage.term.TermEncoder;
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
      List.of(
          ("the build of branch was green after retry please look at this index before we merge "
                  + "deploy waits for approval cache is cold queue grows slowly disk on node two "
                  + "needs space rolled back to yesterday tests pass again größer naïve done")
              .split(" "));

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

  private static Content objects(int count, IntFunction<? extends Term> object) {
    return trimmed(count, 0, object);
  }

  /** A history of which only the latest entries were kept. */
  private static Content trimmed(int kept, int deleted, IntFunction<? extends Term> object) {
    return new Content(
        IntStream.range(deleted, deleted + kept).mapToObj(object).map(TermEncoder::encode).toList(),
        IntStream.range(0, deleted).mapToObj(object).map(TermEncoder::encode).toList());
  }

  private Term task(int number) {
    String id = "task-" + hex(6) + "-" + number;
    String status = any(STATUSES);
    Map<String, Term> task = new LinkedHashMap<>();
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
    return tuple(binary(id), fields(task));
  }

  private Term mail(int number) {
    Term key = tuple(binary(any(AGENTS)), integer(number));
    return tuple(key, fields(messageFields(number)), time());
  }

  private Term message(int number) {
    Map<String, Term> message = messageFields(number);
    message.put("attachment", binary(hex(random.nextInt(100, 300))));
    return tuple(integer(number), fields(message));
  }

  private Term channel(int number) {
    String name = CHANNELS.get(number);
    Map<String, Term> channel = new LinkedHashMap<>();
    channel.put("name", binary(name));
    channel.put("topic", binary(words(2, 8)));
    channel.put("members", list(AGENTS.stream().map(agent -> binary(agent)).toList()));
    channel.put("created_at", time());
    return tuple(binary(name), fields(channel));
  }

  private Term channelMessage(int number) {
    Term key = tuple(binary(any(CHANNELS)), integer(number));
    return tuple(key, fields(messageFields(number)));
  }

  private Term setting(int number) {
    return switch (number) {
      case 0 -> tuple(atom("heartbeat_ms"), integer(15_000));
      case 1 -> tuple(atom("retention_ms"), integer(2_592_000_000L));
      case 2 -> tuple(atom("queue_high_water"), real(0.85));
      default -> tuple(tuple(atom("feature"), integer(number)), atom(flag()));
    };
  }

  private Term threadMessage(int number) {
    return tuple(binary("msg-" + number), fields(messageFields(number)));
  }

  private Term replies(int number) {
    List<Term> ids = new ArrayList<>();
    for (int reply = random.nextInt(1, 12); reply > 0; reply--) {
      ids.add(binary("msg-" + random.nextInt(380)));
    }
    return tuple(binary("msg-" + number), list(ids));
  }

  private Map<String, Term> messageFields(int number) {
    Map<String, Term> message = new LinkedHashMap<>();
    message.put("seq", integer(number));
    message.put("from", binary(any(AGENTS)));
    message.put("to", binary(any(AGENTS)));
    message.put("body", binary(words(4, 50)));
    message.put("sent_at", time());
    message.put("read", atom(flag()));
    return message;
  }

  /** A map with atoms as keys. */
  private static MapTerm fields(Map<String, Term> values) {
    return new MapTerm(
        values.entrySet().stream()
            .map(entry -> new MapTerm.Pair(new Atom(entry.getKey()), entry.getValue()))
            .toList());
  }

  private String flag() {
    return random.nextBoolean() ? "true" : "false";
  }

  /** Milliseconds since the epoch, within the month before now. */
  private Term time() {
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
