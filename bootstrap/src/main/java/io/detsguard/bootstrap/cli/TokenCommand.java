package io.detsguard.bootstrap.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.detsguard.application.port.in.AccessTokensUseCase;
import io.detsguard.domain.access.StoredToken;
import io.detsguard.domain.access.TokenName;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code token create|list|revoke}: who may use the API. */
@Command(
    name = "token",
    description = "Create, list and revoke API tokens.",
    synopsisSubcommandLabel = "COMMAND")
final class TokenCommand {
  private final CommandContext context;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  TokenCommand(CommandContext context) {
    this.context = context;
  }

  @Command(name = "create", description = "Make a token and print its text, this once.")
  int create(
      @Mixin CommonOptions options,
      @Parameters(paramLabel = "NAME", converter = NameConverter.class) TokenName name)
      throws Exception {
    String text = tokens(options).create(name);
    if (options.json()) {
      context.console().print(named(name).put("token", text));
    } else {
      context.console().print(text);
      context.console().say("Keep it safe: it cannot be shown again.");
    }
    return ExitCode.WELL;
  }

  @Command(name = "list", description = "List the tokens; their texts are not kept anywhere.")
  int list(@Mixin CommonOptions options) throws Exception {
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

  @Command(name = "revoke", description = "Make a token worthless, within a second.")
  int revoke(
      @Mixin CommonOptions options,
      @Parameters(paramLabel = "NAME", converter = NameConverter.class) TokenName name)
      throws Exception {
    boolean revoked = tokens(options).revoke(name);
    if (options.json()) {
      context.console().print(named(name).put("revoked", revoked));
    } else {
      context.console().say(revoked ? "revoked " + name : "there is no token " + name);
    }
    return revoked ? ExitCode.WELL : ExitCode.REFUSED;
  }

  private AccessTokensUseCase tokens(CommonOptions options) throws Exception {
    return context.useCases(options).accessTokens();
  }

  private static ObjectNode named(TokenName name) {
    return JsonNodeFactory.instance.objectNode().put("name", name.value());
  }

  /** Takes an argument for the name of a token. */
  static final class NameConverter implements ITypeConverter<TokenName> {
    @Override
    public TokenName convert(String text) {
      try {
        return new TokenName(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
