package io.detsguard.bootstrap;

import io.detsguard.bootstrap.cli.CommandContext;
import io.detsguard.bootstrap.cli.CommandLineProgram;
import io.detsguard.bootstrap.cli.Console;
import io.detsguard.bootstrap.settings.SettingsLoader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The program: one command line, of which {@code serve} is the service. */
public final class DetsGuardApplication {
  private static final String DEBUG = "--debug";

  private DetsGuardApplication() {}

  /** Carries out one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    int code = run(arguments);
    if (CommandLineProgram.hasShutdownHooks(arguments)) {
      System.exit(code);
    }
    // To exit is to ask the log whether it should be noted, and so to bring up a log: that would be
    // half the time of a short command.
    Runtime.getRuntime().halt(code);
  }

  /**
   * Carries out one command with the streams and the environment of this process.
   *
   * @return the exit code
   */
  public static int run(String... arguments) {
    if (Arrays.asList(arguments).contains(DEBUG)) {
      // read by logback.xml, which is loaded with the first class that logs
      System.setProperty("detsguard.log.level", "DEBUG");
    }
    CommandContext context =
        new CommandContext(
            console(),
            new SettingsLoader(System.getenv()),
            InstantSource.system(),
            // Made when a number is drawn, which most commands never do: to find its provider
            // takes a tenth of their time.
            () -> new SecureRandom().nextLong());
    int code = CommandLineProgram.run(context, arguments);
    context.console().out().flush();
    return code;
  }

  /**
   * The launcher knows what is a terminal, and says so: a process cannot ask this of its own
   * standard streams one by one.
   */
  private static Console console() {
    List<String> terminals = List.of(System.getProperty("detsguard.terminals", "").split(","));
    boolean plain = System.getenv("NO_COLOR") != null || "dumb".equals(System.getenv("TERM"));
    return new Console(
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        terminals.contains("out") && !plain,
        terminals.contains("err") && !"dumb".equals(System.getenv("TERM")),
        DetsGuardApplication::ask);
  }

  /** Brings up what reads a terminal only when there is something to ask. */
  private static Optional<String> ask(String question) {
    java.io.Console terminal = System.console();
    return terminal == null || !terminal.isTerminal()
        ? Optional.empty()
        : Optional.of(Optional.ofNullable(terminal.readLine("%s", question)).orElse(""));
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
