package io.detsguard.bootstrap.start;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.storage.term.ByteView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The launcher names methods to the compiler, which does not mind when there are none. */
class LauncherTest {
  private static final Pattern READS = Pattern.compile("for read in ([a-z0-9 ]+); do");

  @Test
  void namesReadsThatThereAre() throws Exception {
    String launcher = Files.readString(Path.of("..", "detsguard"));
    Matcher reads = READS.matcher(launcher);
    assertTrue(reads.find(), "the launcher names no reads");
    assertTrue(
        launcher.contains("dontinline," + ByteView.class.getName().replace('.', '/') + ".$read"),
        "the launcher names another class");
    Set<String> methods =
        Arrays.stream(ByteView.class.getDeclaredMethods())
            .map(method -> method.getName())
            .collect(Collectors.toSet());
    for (String read : reads.group(1).split(" ")) {
      assertTrue(methods.contains(read), read);
    }
  }
}
