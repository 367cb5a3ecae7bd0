package io.detsguard.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.detsguard.application.port.out.IoTrouble;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class IoTroubleTest {
  @Test
  void saysWhatIsWrongWithoutSayingWhere() {
    assertEquals("no such file", IoTrouble.describe(new NoSuchFileException("/srv/x")));
    assertEquals("permission denied", IoTrouble.describe(new AccessDeniedException("/srv/x")));
    assertEquals(
        "no space left on device",
        IoTrouble.describe(new FileSystemException("/srv/x", null, "No space left on device")));
    assertEquals(
        "no space left on device", IoTrouble.describe(new IOException("No space left on device")));
  }

  @Test
  void keepsNoWordsThatCouldNameAPath() {
    assertEquals("I/O error", IoTrouble.describe(new IOException("cannot open /srv/x.dets")));
    assertEquals("I/O error", IoTrouble.describe(new IOException("")), "no words at all");
    assertEquals("I/O error", IoTrouble.describe(new IOException()));
    assertEquals("the file system refused", IoTrouble.describe(new FileSystemException("/srv/x")));
  }
}
