package io.detsguard.http.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.detsguard.domain.table.TableName;
import io.detsguard.http.problem.BadRequestException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.io.buffer.ByteBuffer;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The properties of a request's one JSON object. */
public final class JsonBody {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Map<String, Object> values;

  private JsonBody(Map<String, Object> values) {
    this.values = values;
  }

  /** What there can be in a body. */
  public enum Type {
    TEXT,
    FLAG,
    NUMBER,
    TEXTS
  }

  /** The bytes of a body; none when there is no body. */
  public static byte[] bytes(@Nullable ByteBuffer<?> body) {
    return body == null ? new byte[0] : body.toByteArray();
  }

  /**
   * Reads the body of a request.
   *
   * @param contentType the header; without it a body is taken for JSON
   * @param known the names and types of all properties there can be
   * @throws BadRequestException when the body is anything else
   * @throws HttpStatusException when the header says that the body is no JSON: 415
   */
  public static JsonBody read(Optional<String> contentType, byte[] body, Map<String, Type> known) {
    if (!contentType.map(JsonBody::isJson).orElse(true)) {
      throw new HttpStatusException(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "not JSON");
    }
    try (JsonParser json = JSON.createParser(body)) {
      return new JsonBody(read(json, known));
    } catch (IOException e) {
      throw new BadRequestException(
          "The body is no well-formed JSON in UTF-8 that names each property once.");
    }
  }

  private static boolean isJson(String contentType) {
    String mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return mediaType.equals("application/json");
  }

  private static Map<String, Object> read(JsonParser json, Map<String, Type> known)
      throws IOException {
    require(json.nextToken() == JsonToken.START_OBJECT, "The body must be one JSON object.");
    Map<String, Object> values = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      require(known.containsKey(name), unknown(known));
      values.put(name, value(json, name, known.get(name)));
    }
    require(json.nextToken() == null, "The body must end after one JSON object.");
    return values;
  }

  private static String unknown(Map<String, Type> known) {
    return "The body has an unknown property; there is only "
        + String.join(", ", new TreeSet<>(known.keySet()))
        + ".";
  }

  private static Object value(JsonParser json, String name, Type type) throws IOException {
    JsonToken token = json.nextToken();
    return switch (type) {
      case TEXT -> {
        require(token == JsonToken.VALUE_STRING, expected(name, "a text"));
        yield json.getText();
      }
      case FLAG -> {
        boolean isFlag = token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
        require(isFlag, expected(name, "true or false"));
        yield json.getBooleanValue();
      }
      case NUMBER -> {
        require(token == JsonToken.VALUE_NUMBER_INT, expected(name, "a whole number"));
        yield json.getBigIntegerValue();
      }
      case TEXTS -> texts(json, token, expected(name, "a list of texts"));
    };
  }

  private static List<String> texts(JsonParser json, JsonToken first, String expected)
      throws IOException {
    require(first == JsonToken.START_ARRAY, expected);
    List<String> texts = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      require(json.currentToken() == JsonToken.VALUE_STRING, expected);
      texts.add(json.getText());
    }
    return texts;
  }

  private static String expected(String name, String what) {
    return "The property " + name + " must be " + what + ".";
  }

  /** A text, if it is there. */
  public Optional<String> text(String name) {
    return Optional.ofNullable((String) values.get(name));
  }

  /** The name of a table, which must be there. */
  public TableName table(String name) {
    return text(name)
        .filter(TableName::isValid)
        .map(TableName::new)
        .orElseThrow(() -> new BadRequestException(expected(name, "the name of a table")));
  }

  /** Whether a flag is there and set. */
  public boolean flag(String name) {
    return (Boolean) values.getOrDefault(name, false);
  }

  /** A number from 0 to {@code most}; 0 when there is none. */
  public int number(String name, int most) {
    BigInteger number = (BigInteger) values.getOrDefault(name, BigInteger.ZERO);
    require(
        number.signum() >= 0 && number.compareTo(BigInteger.valueOf(most)) <= 0,
        expected(name, "a number from 0 to " + most));
    return number.intValueExact();
  }

  /** The texts of a list, in their order; none when there is no list. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    if (values.get(name) instanceof List<?> list) {
      list.forEach(text -> texts.add((String) text));
    }
    return texts;
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new BadRequestException(sentence);
    }
  }
}
