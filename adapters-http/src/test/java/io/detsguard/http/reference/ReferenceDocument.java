package io.detsguard.http.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.detsguard.http.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The OpenAPI document as the server gives it, read with the strictness of a test. */
final class ReferenceDocument {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCHEMAS = "/components/schemas";

  private final JsonNode root;
  private final JsonNode schemas;

  private ReferenceDocument(JsonNode root) {
    this.root = root;
    this.schemas = strict(root.at(SCHEMAS));
  }

  static ReferenceDocument from(TestServer server) throws IOException {
    HttpResponse<String> answer = server.getWithout("/api-docs/openapi.yml");
    assertEquals(200, answer.statusCode(), answer::body);
    return new ReferenceDocument(new ObjectMapper(new YAMLFactory()).readTree(answer.body()));
  }

  JsonNode root() {
    return root;
  }

  /** One operation, as {@code "GET /api/admin/backups"}. */
  record Operation(String method, String path, JsonNode node) {
    String name() {
      return method + " " + path;
    }

    boolean needsToken() {
      return node.has("security");
    }
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    root.get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            operations.add(
                                new Operation(
                                    method.getKey().toUpperCase(java.util.Locale.ROOT),
                                    path.getKey(),
                                    method.getValue()))));
    return operations;
  }

  Operation operation(String name) {
    return operations().stream()
        .filter(operation -> operation.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not documented"));
  }

  /** Follows a reference into the components. */
  JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? root.at(node.get("$ref").textValue().substring(1)) : node;
  }

  /** What the document says of an answer's content; empty when it does not foresee it. */
  Optional<JsonNode> content(Operation operation, String status, String mediaType) {
    JsonNode response = resolved(operation.node().at("/responses/" + status));
    return Optional.ofNullable(response.get("content"))
        .map(content -> content.get(mediaType))
        .filter(content -> content.has("schema"));
  }

  /** Everything in which an instance differs from its schema; empty when it conforms. */
  List<String> differences(JsonNode schema, JsonNode instance) {
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    whole.set("components", JsonNodeFactory.instance.objectNode().set("schemas", schemas));
    whole.set("allOf", JsonNodeFactory.instance.arrayNode().add(strict(schema)));
    JsonSchema validator =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole);
    return validator.validate(instance).stream().map(Object::toString).toList();
  }

  static JsonNode json(String text) throws IOException {
    return JSON.readTree(text);
  }

  /**
   * A schema of OpenAPI 3.0 as JSON Schema, with two promises of the document's introduction added:
   * no property is left out, and none is there that the document does not know.
   */
  private static JsonNode strict(JsonNode schema) {
    return switch (schema) {
      case ArrayNode list -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        list.forEach(element -> copy.add(strict(element)));
        yield copy;
      }
      case ObjectNode object -> strict(object);
      default -> schema;
    };
  }

  private static ObjectNode strict(ObjectNode schema) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    schema.properties().forEach(entry -> copy.set(entry.getKey(), strict(entry.getValue())));
    if (schema.path("properties").isObject() && schema.path("type").asText().equals("object")) {
      ArrayNode all = copy.putArray("required");
      schema.get("properties").fieldNames().forEachRemaining(all::add);
      copy.put("additionalProperties", false);
    }
    return schema.path("nullable").asBoolean() ? orNull(copy) : copy;
  }

  private static ObjectNode orNull(ObjectNode schema) {
    schema.remove("nullable");
    ObjectNode either = JsonNodeFactory.instance.objectNode();
    either.putArray("anyOf").add(schema).addObject().put("type", "null");
    return either;
  }
}
