package io.detsguard.storage.backup;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Silences the program's log for tests that make it fail hundreds of times on purpose. */
public final class QuietLog implements BeforeAllCallback, AfterAllCallback {
  // Held on to: the log manager itself forgets loggers that nobody else refers to.
  private final Logger logger = Logger.getLogger("io.detsguard");

  @Override
  public void beforeAll(ExtensionContext context) {
    logger.setLevel(Level.OFF);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    logger.setLevel(null);
  }
}
