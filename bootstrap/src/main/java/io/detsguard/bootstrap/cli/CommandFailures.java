package io.detsguard.bootstrap.cli;

import io.detsguard.application.port.in.AccessTokensUseCase.TokenExistsException;
import io.detsguard.application.port.in.UnknownSnapshotException;
import io.detsguard.application.port.in.UnknownTableException;
import io.detsguard.application.port.in.UnusableTableException;
import io.detsguard.application.port.out.RepositoryBusyException;
import io.detsguard.bootstrap.settings.InvalidSettingException;
import io.detsguard.domain.term.TermSyntaxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what stopped a command into one line on stderr and an exit code. */
final class CommandFailures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private final Console console;

  CommandFailures(Console console) {
    this.console = console;
  }

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    say(Printable.of(e.getMessage()));
    console.say("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
    say(Printable.of(message(e)));
    if (command.getParseResult().hasMatchedOption(CommonOptions.DEBUG)) {
      e.printStackTrace(console.err());
    } else if (isDefect(e)) {
      console.say("Repeat the command with " + CommonOptions.DEBUG + " for details.");
    }
    return code(e);
  }

  private void say(String message) {
    console.say("detsguard: " + message);
  }

  private static int code(Exception e) {
    return switch (e) {
      case InvalidSettingException setting -> ExitCode.USAGE;
      case UnknownTableException table -> ExitCode.USAGE;
      case RepositoryBusyException busy -> ExitCode.REFUSED;
      case UnknownSnapshotException snapshot -> ExitCode.REFUSED;
      case UnusableTableException table -> code(table);
      case TermSyntaxException text -> ExitCode.USAGE;
      case FileAlreadyExistsException taken -> ExitCode.REFUSED;
      case TokenExistsException token -> ExitCode.REFUSED;
      case InterruptedException interrupt -> ExitCode.INTERRUPTED;
      default -> ExitCode.FAILED;
    };
  }

  private static int code(UnusableTableException table) {
    return Math.max(ExitCode.REFUSED, ExitCode.of(table.verdict()));
  }

  private static boolean isDefect(Exception e) {
    return code(e) == ExitCode.FAILED
        && !(e instanceof IOException)
        && !(e instanceof UnusableTableException)
        && !(e instanceof UncheckedIOException);
  }

  private static String message(Exception e) {
    return switch (e) {
      case UncheckedIOException io -> message(io.getCause());
      case FileAlreadyExistsException taken ->
          taken.getFile() + ": there is something of that name; it is never overwritten";
      // the message of these is often nothing but the file's name
      case FileSystemException io when io.getReason() == null ->
          io.getFile() + ": " + io.getClass().getSimpleName().replace("Exception", "");
      case InterruptedException interrupt -> "interrupted";
      default -> isDefect(e) ? "internal error: " + e : e.getMessage();
    };
  }
}
