package io.detsguard.application.port.in;

import io.detsguard.domain.access.StoredToken;
import io.detsguard.domain.access.TokenName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Makes, lists, revokes and recognises API tokens. Safe for use by many threads. */
public interface AccessTokensUseCase {
  /** Characters of a text that may be a token, at most; far more than any that was ever issued. */
  int LONGEST_TEXT = 256;

  /**
   * Makes a token and gives its text, which is not kept and cannot be shown again.
   *
   * @throws TokenExistsException when there is one of that name
   */
  String create(TokenName name) throws IOException;

  /** All tokens, oldest first. */
  List<StoredToken> list() throws IOException;

  /** Revokes a token; false when there is none of that name. */
  boolean revoke(TokenName name) throws IOException;

  /**
   * Whose token this text is. Takes the same time whether and where texts differ.
   *
   * @param presented text from outside, of any length; one longer than {@link #LONGEST_TEXT} is
   *     nobody's, and not worth a hash
   */
  Optional<TokenName> recognise(String presented) throws IOException;

  /** A token of that name is there already. */
  final class TokenExistsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TokenExistsException(TokenName name) {
      super("there is a token " + name + " already; revoke it first");
    }
  }
}
