package io.detsguard.storage.distribution.peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CookieFileTest {
  @TempDir Path directory;

  private CookieFile file(String text, String permissions) throws Exception {
    Path path = Files.createTempFile(directory, "cookie", "");
    Files.writeString(path, text, StandardCharsets.ISO_8859_1);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    return new CookieFile(path);
  }

  @Test
  void takesTheFirstLine() throws Exception {
    byte[] expected =
        MessageDigest.getInstance("MD5")
            .digest("SECRET4294967295".getBytes(StandardCharsets.US_ASCII));
    for (String text : List.of("SECRET", "SECRET\n", "SECRET\r\nmore\n")) {
      assertArrayEquals(expected, file(text, "r--------").read().digest(4_294_967_295L));
    }
  }

  @Test
  void refusesFilesThatOthersMayUse() throws Exception {
    for (String permissions : List.of("rw-r-----", "rw----r--", "rw--w----", "rwx--x---")) {
      CookieFile open = file("SECRET", permissions);
      NodeException refused = assertThrows(NodeException.class, open::read);
      assertEquals(NodeException.Kind.REFUSED, refused.kind());
      assertTrue(refused.getMessage().contains("chmod 600"), refused.getMessage());
    }
  }

  @Test
  void refusesFilesWithoutCookie() throws Exception {
    for (String text : List.of("", "\nSECRET", "x".repeat(256))) {
      CookieFile empty = file(text, "rw-------");
      NodeException refused = assertThrows(NodeException.class, empty::read);
      assertTrue(refused.getMessage().contains("1 to 255 bytes"), refused.getMessage());
    }
    NodeException missing =
        assertThrows(NodeException.class, new CookieFile(directory.resolve("none"))::read);
    assertTrue(missing.getMessage().contains("cannot be read"), missing.getMessage());
    assertTrue(!missing.getMessage().contains(directory.toString()), missing.getMessage());
  }

  @Test
  void neverShowsTheSecret() throws Exception {
    CookieFile file = file("SECRET", "rw-------");
    assertTrue(!file.read().toString().contains("SECRET"));
    assertTrue(!file.toString().contains("SECRET"));
  }
}
