package io.detsguard.storage.distribution.peer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Key stores (PKCS #12) for TLS distribution.
 *
 * @param keys with the key and the certificate of this service
 * @param trusted with the authorities whose nodes are believed
 * @param password a file that only its owner can read, whose first line opens both
 */
public record TlsStores(Path keys, Path trusted, Path password) {
  private static final int MAX_PASSWORD_BYTES = 1_024;

  /**
   * Opens the stores.
   *
   * @throws NodeException when one cannot be read, or the password does not open it
   */
  SSLContext open() throws NodeException {
    byte[] line = new PrivateFile(password, "the password file for TLS").read(MAX_PASSWORD_BYTES);
    char[] secret = new String(line, StandardCharsets.UTF_8).toCharArray();
    try {
      KeyManagerFactory own =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      own.init(store(keys, secret), secret);
      TrustManagerFactory others =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      others.init(store(trusted, secret));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own.getKeyManagers(), others.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new NodeException(
          NodeException.Kind.REFUSED,
          "a key store for TLS cannot be opened: " + e.getClass().getSimpleName(),
          e);
    }
  }

  private static KeyStore store(Path path, char[] secret)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(path)) {
      store.load(in, secret);
    }
    return store;
  }
}
