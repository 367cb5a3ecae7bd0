package io.detsguard.http.dashboard;

import static io.detsguard.http.Json.assertJson;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.detsguard.domain.history.FigureSample;
import io.detsguard.domain.table.TableName;
import io.detsguard.http.Examples;
import io.detsguard.http.Json;
import io.detsguard.http.TestServer;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryApiTest {
  private static final String HISTORY = "/api/dashboard/history";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    server.history.answer(
        Examples.TASK_QUEUE,
        List.of(
            new FigureSample(
                Examples.TASK_QUEUE,
                Instant.ofEpochMilli(1000),
                3,
                200,
                OptionalLong.of(120),
                OptionalLong.of(50)),
            new FigureSample(
                Examples.TASK_QUEUE,
                Instant.ofEpochMilli(2000),
                4,
                300,
                OptionalLong.empty(),
                OptionalLong.empty())));
    server.history.answer(
        Examples.AGENT_MAILBOX,
        IntStream.range(0, 1000)
            .mapToObj(number -> sample(Examples.AGENT_MAILBOX, number))
            .toList());
  }

  private static FigureSample sample(TableName table, int number) {
    return new FigureSample(
        table,
        Instant.ofEpochMilli(number),
        number,
        number,
        OptionalLong.empty(),
        OptionalLong.empty());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void showsTheHistoryOfATableInColumns() {
    HttpResponse<String> answer = server.get(HISTORY + "?table=task_queue");

    assertEquals(200, answer.statusCode());
    assertJson(
        """
        {"tables":[{"table":"task_queue","at":[1000,2000],"record_count":[3,4],
          "file_size_bytes":[200,300],"live_bytes":[120,null],"free_bytes":[50,null],
          "fragmentation_ratio":[0.25,null]}]}
        """,
        answer.body());
  }

  @Test
  void showsAllTables() {
    assertEquals(List.of("agent_mailbox", "task_queue"), column(HISTORY, "table"));
  }

  @Test
  void choosesPointsEvenlyFromTheFirstToTheLast() {
    String path = HISTORY + "?table=agent_mailbox&points=4";

    assertEquals(List.of(List.of(0, 333, 666, 999)), column(path, "at"));
  }

  @Test
  void hasNoHistoryOfATableThatWasNeverSeen() {
    assertJson("{\"tables\":[]}", server.get(HISTORY + "?table=never").body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"?points=1", "?points=5001", "?points=x", "?points=-2", "?table=a/b", "?table="})
  void refusesParametersThatMakeNoSense(String query) {
    assertEquals(400, server.get(HISTORY + query).statusCode());
  }

  @Test
  void needsAToken() {
    assertEquals(401, server.getWithout(HISTORY).statusCode());
  }

  private static List<?> column(String path, String name) {
    List<?> tables = (List<?>) Json.object(server.get(path).body()).get("tables");
    return tables.stream().map(table -> ((Map<?, ?>) table).get(name)).toList();
  }
}
