package io.detsguard.bootstrap.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * States what a command takes: the name of an option, the label of its value, where that goes, and
 * lines of description for the help.
 *
 * <p>This is code and no annotations, since the JDK makes classes at run time to read those: at
 * each start, and for a fifth of a short command's time. For the same reason values go to lambdas
 * and are not put into fields by reflection.
 */
final class CommandSyntax {
  private final CommandSpec command;

  /**
   * A command that takes nothing yet.
   *
   * @param command wraps the object that carries it out
   * @param description what it does, in lines
   */
  CommandSyntax(CommandSpec command, String name, String... description) {
    this.command = command.name(name);
    command.usageMessage().description(description).synopsisSubcommandLabel("COMMAND");
  }

  /** All that was stated. */
  CommandSpec spec() {
    return command;
  }

  /** Takes these options as well. */
  CommandSyntax with(OptionGroup group) {
    group.addTo(this);
    return this;
  }

  /** Leads to another command. */
  CommandSyntax subcommand(CommandSpec subcommand) {
    command.addSubcommand(subcommand.name(), subcommand);
    return this;
  }

  /**
   * Lists in the help how the command can end.
   *
   * @param codes each with a colon and its meaning
   */
  CommandSyntax exitCodes(String... codes) {
    command
        .usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(UsageMessageSpec.keyValuesMap(codes));
    return this;
  }

  /** The option that shows the help. */
  CommandSyntax help() {
    OptionSpec.Builder help = OptionSpec.builder("-h", "--help").usageHelp(true);
    return add(help.type(Boolean.class).description("Show this help."));
  }

  /** The option that shows the version. */
  CommandSyntax version(IVersionProvider provider) {
    command.versionProvider(provider);
    OptionSpec.Builder version = OptionSpec.builder("-V", "--version").versionHelp(true);
    return add(version.type(Boolean.class).description("Show the version."));
  }

  /** An option without a value. */
  CommandSyntax flag(String name, Consumer<Boolean> target, String... description) {
    return add(option(name, Boolean.class, target, description));
  }

  /** An option whose value is text. */
  CommandSyntax text(String name, String label, Consumer<String> target, String... description) {
    return add(option(name, String.class, target, description).paramLabel(label));
  }

  /** The same for one that must be given. */
  CommandSyntax requiredText(
      String name, String label, Consumer<String> target, String... description) {
    return add(option(name, String.class, target, description).paramLabel(label).required(true));
  }

  /** An option whose value is a number. */
  CommandSyntax number(String name, String label, Consumer<Integer> target, String... description) {
    return add(option(name, Integer.class, target, description).paramLabel(label));
  }

  /** An option whose value names a file. */
  CommandSyntax file(String name, String label, Consumer<Path> target, String... description) {
    return add(option(name, Path.class, target, description).paramLabel(label));
  }

  /** An option that may be given several times. */
  CommandSyntax texts(String name, String label, List<String> target, String... description) {
    Texts texts = new Texts(target);
    return add(
        OptionSpec.builder(name)
            .type(List.class)
            .hasInitialValue(false)
            .getter(texts)
            .setter(texts)
            .paramLabel(label)
            .description(description));
  }

  /** The argument that comes next and must be given. */
  CommandSyntax argument(String label, Consumer<String> target, String... description) {
    return add(argument(label, String.class, target, description));
  }

  /** The same for one that stands for something else than text. */
  <T> CommandSyntax argument(
      String label,
      Class<T> type,
      ITypeConverter<T> converter,
      Consumer<T> target,
      String... description) {
    return add(argument(label, type, target, description).converters(converter));
  }

  /** All arguments, where there need not be any. */
  CommandSyntax arguments(String label, List<String> target, String... description) {
    return add(arguments("0..*", label, target, description));
  }

  /** The same for at least one. */
  CommandSyntax someArguments(String label, List<String> target, String... description) {
    return add(arguments("1..*", label, target, description).required(true));
  }

  private static <T> OptionSpec.Builder option(
      String name, Class<T> type, Consumer<T> target, String... description) {
    return OptionSpec.builder(name)
        .type(type)
        .hasInitialValue(false) // or null would be handed on before all else
        .setter(new Value<>(type, target))
        .description(description);
  }

  private static <T> PositionalParamSpec.Builder argument(
      String label, Class<T> type, Consumer<T> target, String... description) {
    return PositionalParamSpec.builder()
        .type(type)
        .required(true)
        .hasInitialValue(false) // as above
        .setter(new Value<>(type, target))
        .paramLabel(label)
        .description(description);
  }

  private static PositionalParamSpec.Builder arguments(
      String arity, String label, List<String> target, String... description) {
    Texts texts = new Texts(target);
    return PositionalParamSpec.builder()
        .type(List.class)
        .arity(arity)
        .hasInitialValue(false)
        .getter(texts)
        .setter(texts)
        .paramLabel(label)
        .description(description);
  }

  private CommandSyntax add(OptionSpec.Builder option) {
    command.addOption(option.build());
    return this;
  }

  private CommandSyntax add(PositionalParamSpec.Builder argument) {
    command.addPositional(argument.build());
    return this;
  }

  /** Hands a value on. */
  private record Value<V>(Class<V> type, Consumer<V> target) implements ISetter {
    @Override
    public <T> T set(T value) {
      target.accept(type.cast(value));
      return value;
    }
  }

  /** Fills a list: the library sets a new one at first and lets what it gets grow from then on. */
  private record Texts(List<String> target) implements IGetter, ISetter {
    @Override
    @SuppressWarnings("unchecked") // asked for no other type than the one stated
    public <T> T get() {
      return (T) target;
    }

    @Override
    public <T> T set(T value) {
      if (value != target && value instanceof List<?> texts) {
        target.clear();
        for (Object text : texts) {
          target.add((String) text);
        }
      }
      return value;
    }
  }
}
