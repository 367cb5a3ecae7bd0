package io.detsguard.bootstrap.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.service.AccessTokensService;
import io.detsguard.domain.access.TokenName;
import io.detsguard.storage.file.DiskFiles;
import io.detsguard.storage.token.FileTokenStore;
import io.detsguard.storage.token.OwnerOnlyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminTokenTest {
  @TempDir private Path data;
  private AccessTokensService tokens;

  @BeforeEach
  void open() {
    tokens =
        new AccessTokensService(
            new FileTokenStore(data.resolve("tokens.json"), new DiskFiles()),
            new SecureRandom(),
            InstantSource.system());
  }

  @Test
  void isMadeOnceAndKeptForItsOwnerAlone() throws Exception {
    AdminToken first = ensure();
    AdminToken second = ensure();

    String text = first.text().orElseThrow();
    assertEquals(text, Files.readString(first.file()).strip());
    assertEquals(Optional.of(TokenName.ADMIN), tokens.recognise(text));
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(first.file())));
    assertEquals(Optional.empty(), second.text());
  }

  @Test
  void isNotMadeWhereThereIsAnotherToken() throws Exception {
    tokens.create(new TokenName("ci"));

    assertEquals(Optional.empty(), ensure().text());
    assertTrue(ensure().whereabouts().contains("token create"));
  }

  @Test
  void isTakenBackWhenItsFileCannotBeWritten() throws Exception {
    AdminToken.SecretFile full =
        (file, secret) -> {
          throw new IOException("no space left on device");
        };
    assertThrows(IOException.class, () -> AdminToken.ensure(tokens, data, full));

    assertEquals(List.of(), tokens.list());
    assertTrue(ensure().text().isPresent());
  }

  private AdminToken ensure() throws IOException {
    return AdminToken.ensure(tokens, data, new OwnerOnlyFile(new DiskFiles())::write);
  }
}
