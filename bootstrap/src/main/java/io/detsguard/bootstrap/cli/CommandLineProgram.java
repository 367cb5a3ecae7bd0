package io.detsguard.bootstrap.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The command line as a whole. */
public final class CommandLineProgram {
  private static final Map<String, Function<CommandContext, CommandSpec>> COMMANDS = commands();
  private static final Set<String> HOOKED = Set.of("serve", "backup");

  private CommandLineProgram() {}

  private static Map<String, Function<CommandContext, CommandSpec>> commands() {
    Map<String, Function<CommandContext, CommandSpec>> commands = new LinkedHashMap<>();
    commands.put("serve", context -> new ServeCommand(context).spec());
    commands.put("backup", context -> new BackupCommand(context).spec());
    commands.put("list", context -> new ListCommand(context).spec());
    commands.put("health", context -> new HealthCommand(context).spec());
    commands.put("inspect", context -> new InspectCommand(context).spec());
    commands.put("verify", context -> new VerifyCommand(context).spec());
    commands.put("diff", context -> new DiffCommand(context).spec());
    commands.put("export", context -> new ExportCommand(context).spec());
    commands.put("import", context -> new ImportCommand(context).spec());
    commands.put("repair", context -> new RepairCommand(context).spec());
    commands.put("restore", context -> new RestoreCommand(context).spec());
    commands.put("compact", context -> new CompactCommand(context).spec());
    commands.put("prune", context -> new PruneCommand(context).spec());
    commands.put("token", context -> new TokenCommand(context).spec());
    return commands;
  }

  /**
   * Carries out one command.
   *
   * @return one of the codes in {@link ExitCode}
   */
  public static int run(CommandContext context, String... arguments) {
    CommandLine program = new CommandLine(new DetsGuardCommand().spec());
    addCommands(program, context, arguments);
    return configured(program, context.console()).execute(arguments);
  }

  /** To describe a command costs time, so where only one can be meant, the others are left out. */
  private static void addCommands(
      CommandLine program, CommandContext context, String... arguments) {
    if (arguments.length > 0 && COMMANDS.containsKey(arguments[0])) {
      program.addSubcommand(COMMANDS.get(arguments[0]).apply(context));
    } else {
      COMMANDS.values().forEach(command -> program.addSubcommand(command.apply(context)));
    }
  }

  /**
   * Whether these arguments mean a command that tidies up in hooks of the process's end, for which
   * that end must wait. All others have tidied up when they return.
   */
  public static boolean hasShutdownHooks(String... arguments) {
    return arguments.length > 0 && HOOKED.contains(arguments[0]);
  }

  private static CommandLine configured(CommandLine program, Console console) {
    CommandFailures failures = new CommandFailures(console);
    return program
        .setOut(new PrintWriter(console.out(), true))
        .setErr(new PrintWriter(console.err(), true))
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(100)
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                console.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }
}
