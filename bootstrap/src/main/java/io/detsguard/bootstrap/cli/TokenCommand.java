package io.detsguard.bootstrap.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.detsguard.application.port.in.AccessTokensUseCase;
import io.detsguard.domain.access.StoredToken;
import io.detsguard.domain.access.TokenName;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.TypeConversionException;

/** {@code token create|list|revoke}: who may use the API. */
final class TokenCommand {
  private final CommandContext context;

  TokenCommand(CommandContext context) {
    this.context = context;
  }

  /** What it takes on the command line, its subcommands included. */
  CommandSpec spec() {
    return new CommandSyntax(
            CommandSpec.wrapWithoutInspection(this), "token", "Create, list and revoke API tokens.")
        .help()
        .subcommand(new Create().spec())
        .subcommand(new Listing().spec())
        .subcommand(new Revoke().spec())
        .spec();
  }

  private AccessTokensUseCase tokens(CommonOptions options) throws Exception {
    return context.useCases(options).accessTokens();
  }

  private static ObjectNode named(TokenName name) {
    return JsonNodeFactory.instance.objectNode().put("name", name.value());
  }

  /** Takes an argument for the name of a token. */
  private static TokenName name(String text) {
    try {
      return new TokenName(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /** {@code token create NAME}. */
  private final class Create implements Callable<Integer> {
    private final CommonOptions options = new CommonOptions();
    private TokenName name;

    CommandSpec spec() {
      return new CommandSyntax(
              CommandSpec.wrapWithoutInspection(this),
              "create",
              "Make a token and print its text, this once.")
          .with(options)
          .argument("NAME", TokenName.class, TokenCommand::name, given -> name = given)
          .spec();
    }

    @Override
    public Integer call() throws Exception {
      String text = tokens(options).create(name);
      if (options.json()) {
        context.console().print(named(name).put("token", text));
      } else {
        context.console().print(text);
        context.console().say("Keep it safe: it cannot be shown again.");
      }
      return ExitCode.WELL;
    }
  }

  /** {@code token list}. */
  private final class Listing implements Callable<Integer> {
    private final CommonOptions options = new CommonOptions();

    CommandSpec spec() {
      return new CommandSyntax(
              CommandSpec.wrapWithoutInspection(this),
              "list",
              "List the tokens; their texts are not kept anywhere.")
          .with(options)
          .spec();
    }

    @Override
    public Integer call() throws Exception {
      TextTable rows = new TextTable("NAME", "CREATED");
      for (StoredToken token : tokens(options).list()) {
        if (options.json()) {
          context
              .console()
              .print(named(token.name()).put("created_at", token.createdAt().toEpochMilli()));
        }
        rows.row(token.name().value(), token.createdAt().toString());
      }
      if (!options.json()) {
        rows.lines().forEach(context.console()::print);
      }
      return ExitCode.WELL;
    }
  }

  /** {@code token revoke NAME}. */
  private final class Revoke implements Callable<Integer> {
    private final CommonOptions options = new CommonOptions();
    private TokenName name;

    CommandSpec spec() {
      return new CommandSyntax(
              CommandSpec.wrapWithoutInspection(this),
              "revoke",
              "Make a token worthless, within a second.")
          .with(options)
          .argument("NAME", TokenName.class, TokenCommand::name, given -> name = given)
          .spec();
    }

    @Override
    public Integer call() throws Exception {
      boolean revoked = tokens(options).revoke(name);
      if (options.json()) {
        context.console().print(named(name).put("revoked", revoked));
      } else {
        context.console().say(revoked ? "revoked " + name : "there is no token " + name);
      }
      return revoked ? ExitCode.WELL : ExitCode.REFUSED;
    }
  }
}
