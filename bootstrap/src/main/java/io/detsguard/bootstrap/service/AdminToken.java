package io.detsguard.bootstrap.service;

import io.detsguard.application.port.in.AccessTokensUseCase;
import io.detsguard.domain.access.TokenName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The token that the first start makes, so that there is a way in.
 *
 * @param file where it is kept, readable by its owner alone; it may have been removed since
 * @param text its text, if it was made just now
 */
public record AdminToken(Path file, Optional<String> text) {
  /** Keeps a secret in a file that only its owner can read. */
  @FunctionalInterface
  public interface SecretFile {
    void write(Path file, String secret) throws IOException;
  }

  /**
   * Makes the token when there is none of any name yet.
   *
   * @param data the program's own directory
   */
  public static AdminToken ensure(AccessTokensUseCase tokens, Path data, SecretFile secrets)
      throws IOException {
    Path file = data.resolve("admin-token");
    if (!tokens.list().isEmpty()) {
      return new AdminToken(file, Optional.empty());
    }
    String text = tokens.create(TokenName.ADMIN);
    try {
      secrets.write(file, text);
    } catch (IOException e) {
      tokens.revoke(TokenName.ADMIN); // nobody has seen it; the next start makes another
      throw e;
    }
    return new AdminToken(file, Optional.of(text));
  }

  /** Where to find the token, as a sentence. */
  public String whereabouts() {
    return Files.exists(file)
        ? "The admin token is in " + file
        : "There is no " + file + "; make a token with: detsguard token create NAME";
  }
}
