package io.detsguard.bootstrap.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.detsguard.bootstrap.settings.SettingsLoader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One command carried out, as a shell would see it.
 *
 * @param code exit code
 * @param out all of stdout
 * @param err all of stderr
 */
record Invocation(int code, String out, String err) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Runs a command with these variables in the environment and nothing else. */
  static Invocation of(Map<String, String> environment, String... arguments) {
    return of(environment, InstantSource.system(), arguments);
  }

  /** Runs a command at another time. */
  static Invocation at(Instant now, Map<String, String> environment, String... arguments) {
    return of(environment, InstantSource.fixed(now), arguments);
  }

  private static Invocation of(
      Map<String, String> environment, InstantSource clock, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(stream(out), stream(err), false, false);
    CommandContext context =
        new CommandContext(console, new SettingsLoader(environment), clock, new SecureRandom());
    int code = CommandLineProgram.run(context, arguments);
    return new Invocation(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Each line of stdout as JSON. */
  List<JsonNode> json() throws JsonProcessingException {
    List<JsonNode> objects = new ArrayList<>();
    for (String line : out.lines().toList()) {
      objects.add(JSON.readTree(line));
    }
    return objects;
  }

  private static PrintStream stream(ByteArrayOutputStream target) {
    return new PrintStream(target, true, StandardCharsets.UTF_8);
  }
}
