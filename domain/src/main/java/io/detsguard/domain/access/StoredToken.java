package io.detsguard.domain.access;

import java.time.Instant;

/**
 * What is kept of an API token.
 *
 * @param name by which it is listed and revoked
 * @param sha256 SHA-256 of the token's text, 64 hexadecimal digits; the text itself has 256 random
 *     bits, so a plain hash cannot be guessed back
 * @param createdAt when it was made
 */
public record StoredToken(TokenName name, String sha256, Instant createdAt) {}
