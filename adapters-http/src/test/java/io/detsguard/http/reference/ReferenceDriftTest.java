package io.detsguard.http.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.detsguard.domain.backup.CopyGrade;
import io.detsguard.domain.backup.FailureKind;
import io.detsguard.domain.backup.RunProgress;
import io.detsguard.domain.backup.RunStatus;
import io.detsguard.domain.backup.RunTrigger;
import io.detsguard.domain.health.ConditionKind;
import io.detsguard.domain.health.HealthStatus;
import io.detsguard.domain.health.NodeCondition;
import io.detsguard.domain.node.TableAccess;
import io.detsguard.domain.node.TableMode;
import io.detsguard.domain.table.TableName;
import io.detsguard.domain.table.TableType;
import io.detsguard.http.TestServer;
import io.detsguard.http.reference.ReferenceDocument.Operation;
import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.Router;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The reference describes the program as it is: all of it, and nothing else. */
class ReferenceDriftTest {
  /** Routes that give people a page; they are not part of the API. */
  private static final Set<String> PAGES =
      Set.of(
          "GET /",
          "GET /api-docs",
          "GET /api-docs/{name}",
          "GET /assets/{name}",
          "GET /dashboard",
          "GET /login",
          "POST /login",
          "POST /logout");

  private static TestServer server;
  private static ReferenceDocument reference;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.start();
    reference = ReferenceDocument.from(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void describesEveryRouteAndNoOther() {
    Set<String> routes =
        server
            .bean(Router.class)
            .uriRoutes()
            .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
            .map(
                route ->
                    route.getHttpMethodName() + " " + route.getUriMatchTemplate().toPathString())
            .filter(route -> !PAGES.contains(route))
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> operations =
        reference.operations().stream()
            .map(Operation::name)
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(routes, operations);
  }

  @Test
  void saysOfEachOperationWhetherItNeedsToken() {
    for (Operation operation : reference.operations()) {
      int status = statusWithoutToken(operation);

      assertEquals(operation.needsToken(), status == 401, operation.name() + " gave " + status);
      assertEquals(
          operation.needsToken(),
          operation.node().at("/responses/401").isObject(),
          operation.name());
    }
  }

  private static int statusWithoutToken(Operation operation) {
    return server
        .sendAs(
            "none",
            request -> request.method(operation.method(), HttpRequest.BodyPublishers.noBody()),
            operation.path().replaceAll("\\{.*?}", "x"))
        .statusCode();
  }

  @Test
  void describesEveryOperationParameterAnswerAndProperty() {
    List<String> silent = new ArrayList<>();
    for (Operation operation : reference.operations()) {
      requireText(silent, operation.name(), operation.node(), "summary", "description");
      operation
          .node()
          .path("parameters")
          .forEach(
              node ->
                  requireText(
                      silent, operation.name() + " " + node.path("name"), node, "description"));
      operation
          .node()
          .get("responses")
          .properties()
          .forEach(
              response ->
                  requireText(
                      silent,
                      operation.name() + " " + response.getKey(),
                      reference.resolved(response.getValue()),
                      "description"));
    }
    schemas()
        .forEach(
            schema ->
                schema
                    .node()
                    .path("properties")
                    .properties()
                    .forEach(
                        property -> {
                          // What refers to another schema is described there.
                          if (!isReference(property.getValue())) {
                            requireText(
                                silent,
                                schema.name() + "." + property.getKey(),
                                property.getValue(),
                                "description");
                          }
                        }));

    assertEquals(List.of(), silent);
  }

  private static void requireText(
      List<String> silent, String what, JsonNode node, String... fields) {
    Arrays.stream(fields)
        .filter(field -> node.path(field).asText().isBlank())
        .forEach(field -> silent.add(what + " has no " + field));
  }

  private static boolean isReference(JsonNode node) {
    return node.has("$ref") || node.path("allOf").path(0).has("$ref");
  }

  @Test
  void givesTheUnitOfEveryTimeSizeAndRatio() {
    List<String> silent = new ArrayList<>();
    schemas()
        .forEach(
            schema ->
                schema
                    .node()
                    .path("properties")
                    .properties()
                    .forEach(
                        property -> {
                          String name = property.getKey();
                          String text = property.getValue().path("description").asText();
                          Optional<String> unit = unit(name);
                          if (unit.isPresent() && !text.contains(unit.get())) {
                            silent.add(schema.name() + "." + name + " does not say: " + unit.get());
                          }
                        }));

    assertEquals(List.of(), silent);
  }

  /** What is left out of a request is left out: null is refused there, and must not be promised. */
  @Test
  void promisesNoRequestThatItMayHoldNull() {
    List<String> promised =
        schemas().stream()
            .filter(schema -> schema.name().endsWith("Request"))
            .flatMap(
                schema ->
                    schema.node().path("properties").properties().stream()
                        .filter(property -> property.getValue().path("nullable").asBoolean())
                        .map(property -> schema.name() + "." + property.getKey()))
            .toList();

    assertEquals(List.of(), promised);
  }

  private static Optional<String> unit(String name) {
    if (name.endsWith("_at") || name.endsWith("_since") || name.equals("timestamp")) {
      return Optional.of("milliseconds since the epoch");
    }
    if (name.endsWith("_ms")) {
      return Optional.of("milliseconds");
    }
    if (name.endsWith("_ratio")) {
      return Optional.of("0 to 1");
    }
    if (name.endsWith("_bytes") && !name.equals("file_size_bytes")
        || name.startsWith("bytes_")
        || name.equals("size")) {
      return Optional.of("bytes");
    }
    return Optional.empty();
  }

  @Test
  void namesEachOperationOnce() {
    List<String> names =
        reference.operations().stream()
            .map(operation -> operation.node().get("operationId").textValue())
            .sorted()
            .toList();

    assertEquals(names.stream().distinct().toList(), names);
  }

  @Test
  void leadsEveryReferenceToSomethingThatIsThere() {
    List<String> dangling =
        reference.root().findValuesAsText("$ref").stream()
            .filter(target -> reference.root().at(target.substring(1)).isMissingNode())
            .toList();

    assertEquals(List.of(), dangling);
  }

  @Test
  void showsExamplesThatConform() {
    List<String> wrong = new ArrayList<>();
    int[] examples = {0};
    for (Operation operation : reference.operations()) {
      Stream.concat(
              Stream.of(operation.node().path("requestBody")),
              StreamSupport.stream(operation.node().get("responses").spliterator(), false))
          .map(reference::resolved)
          .flatMap(part -> StreamSupport.stream(part.path("content").spliterator(), false))
          .forEach(
              content -> {
                for (JsonNode example : examplesOf(content)) {
                  examples[0]++;
                  reference
                      .differences(content.get("schema"), example)
                      .forEach(difference -> wrong.add(operation.name() + ": " + difference));
                }
              });
    }

    assertEquals(List.of(), wrong);
    assertTrue(examples[0] > 40, () -> "only " + examples[0] + " examples");
  }

  private static List<JsonNode> examplesOf(JsonNode content) {
    List<JsonNode> examples = new ArrayList<>();
    content
        .path("examples")
        .forEach(example -> examples.add(reference.resolved(example).get("value")));
    if (content.has("example")) {
      examples.add(content.get("example"));
    }
    return examples;
  }

  @Test
  void showsExampleOfEveryAnswerInJson() {
    for (Operation operation : reference.operations()) {
      operation
          .node()
          .get("responses")
          .properties()
          .forEach(
              response -> {
                JsonNode content =
                    reference
                        .resolved(response.getValue())
                        .path("content")
                        .path("application/json");
                assertTrue(
                    content.isMissingNode() || !examplesOf(content).isEmpty(),
                    operation.name() + " " + response.getKey());
              });
    }
  }

  @Test
  void listsTheWordsThatTheDomainUses() {
    assertWords(HealthStatus.values(), HealthStatus::wireName, "HealthReportView", "health_status");
    assertWords(
        ConditionKind.values(), ConditionKind::wireName, "TableHealthView.ConditionView", "kind");
    assertWords(
        NodeCondition.Kind.values(),
        NodeCondition.Kind::wireName,
        "NodeView.ConditionView",
        "kind");
    assertWords(TableMode.values(), TableMode::wireName, "OwnerView", "mode");
    assertWords(TableAccess.values(), TableAccess::wireName, "OwnerView", "access");
    assertWords(TableType.values(), TableType::erlangName, "FiguresView", "type");
    assertWords(RunStatus.values(), RunStatus::wireName, "RunView", "status");
    assertWords(RunStatus.values(), RunStatus::wireName, "RunSummaryView", "status");
    assertWords(RunTrigger.values(), RunTrigger::wireName, "RunView", "trigger");
    assertWords(RunTrigger.values(), RunTrigger::wireName, "RunSummaryView", "trigger");
    assertWords(FailureKind.values(), FailureKind::wireName, "TableResultView.Failed", "kind");
    assertWords(CopyGrade.values(), CopyGrade::wireName, "SnapshotView", "grade");
    assertWords(
        RunProgress.Step.values(),
        step -> step.name().toLowerCase(Locale.ROOT),
        "RunProgressView.TableView",
        "step");
  }

  private static <T> void assertWords(
      T[] constants, Function<T, String> word, String schema, String property) {
    JsonNode words =
        reference.root().at("/components/schemas/" + schema + "/properties/" + property + "/enum");
    assertEquals(
        Arrays.stream(constants).map(word).sorted().toList(),
        StreamSupport.stream(words.spliterator(), false).map(JsonNode::textValue).sorted().toList(),
        schema + "." + property);
  }

  @Test
  void givesThePatternOfTableNamesThatTheDomainUses() {
    Pattern pattern =
        Pattern.compile(
            reference
                .root()
                .at("/components/schemas/BackupRequest/properties/tables/items/pattern")
                .textValue());

    for (String name :
        List.of(
            "task_queue",
            "a",
            "_",
            "9.x@+~-",
            "",
            "-a",
            ".a",
            "a/b",
            "\u00e4",
            "a\n",
            "x".repeat(100),
            "x".repeat(101))) {
      assertEquals(TableName.isValid(name), pattern.matcher(name).matches(), name);
    }
  }

  private record Schema(String name, JsonNode node) {}

  private static List<Schema> schemas() {
    return reference.root().at("/components/schemas").properties().stream()
        .map(entry -> new Schema(entry.getKey(), entry.getValue()))
        .toList();
  }
}
