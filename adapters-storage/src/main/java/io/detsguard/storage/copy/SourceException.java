package io.detsguard.storage.copy;

import io.detsguard.application.port.out.IoTrouble;
import java.io.IOException;

/**
 * The live file could not be read: trouble of the source, as against trouble with the copy. The
 * message is for an operator and has no paths.
 */
final class SourceException extends Exception {
  private static final long serialVersionUID = 1;

  SourceException(IOException cause) {
    super(IoTrouble.describe(cause), cause);
  }

  SourceException(UnsupportedOperationException cause) {
    super("files on this system have no device, inode and change time to recognise them by", cause);
  }
}
