package io.detsguard.storage.distribution.peer;

import io.detsguard.domain.node.NodeName;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which node, and where it listens.
 *
 * @param node its name; the host in it is also where to connect
 * @param port where it listens; empty when EPMD on its host is to be asked
 */
public record NodeAddress(NodeName node, OptionalInt port) {
  /** What {@link #parse} takes, for messages. */
  public static final String FORM = "NAME@HOST or NAME@HOST:PORT, an IPv6 address in brackets";

  private static final Pattern FORMS =
      Pattern.compile("([^@]+)@(?:\\[([0-9A-Fa-f:.]+)]|([^:\\[\\]]+))(?::(\\d{1,5}))?");
  private static final int MAX_PORT = 65_535;

  public NodeAddress {
    if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > MAX_PORT)) {
      throw new IllegalArgumentException("a port is 1 to 65535, not " + port.getAsInt());
    }
  }

  /** Understands text of the form {@value #FORM}; empty when it is not one. */
  public static Optional<NodeAddress> parse(String text) {
    Matcher form = FORMS.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    String host = Optional.ofNullable(form.group(2)).orElse(form.group(3));
    String name = form.group(1) + "@" + host;
    OptionalInt port =
        form.group(4) == null
            ? OptionalInt.empty()
            : OptionalInt.of(Integer.parseInt(form.group(4)));
    boolean valid = NodeName.isValid(name) && (port.isEmpty() || isPort(port.getAsInt()));
    return valid ? Optional.of(new NodeAddress(new NodeName(name), port)) : Optional.empty();
  }

  private static boolean isPort(int number) {
    return number >= 1 && number <= MAX_PORT;
  }
}
