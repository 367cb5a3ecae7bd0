package io.detsguard.http.page;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file of the jar as it is served: kept by browsers, and asked for again each time whether it is
 * still the same, so that a new version of the service is never mixed with an old page.
 *
 * @param type its media type
 * @param bytes not to be changed
 * @param tag tells one content from another
 */
record Asset(MediaType type, byte[] bytes, String tag) {
  private static final int TAG_BYTES = 12;

  /** A file of the directory {@code public}, which is part of the program. */
  static Asset load(String name, MediaType type) {
    try (InputStream file = Asset.class.getResourceAsStream("/public/" + name)) {
      if (file == null) {
        throw new IllegalStateException("the program is incomplete: it lacks public/" + name);
      }
      byte[] bytes = file.readAllBytes();
      return new Asset(type, bytes, tag(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("public/" + name + " cannot be read", e);
    }
  }

  /** Weak, because the server may compress what it sends. */
  private static String tag(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "W/\"" + HexFormat.of().formatHex(hash, 0, TAG_BYTES) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The file, or that the caller has it already. */
  HttpResponse<byte[]> answer(HttpRequest<?> request) {
    boolean known = request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH).contains(tag);
    return (known ? HttpResponse.<byte[]>notModified() : HttpResponse.ok(bytes).contentType(type))
        .header(HttpHeaders.ETAG, tag)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache");
  }
}
