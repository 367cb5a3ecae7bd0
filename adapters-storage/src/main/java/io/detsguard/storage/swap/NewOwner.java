package io.detsguard.storage.swap;

import io.detsguard.application.port.out.IoTrouble;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.file.FileOwnership;
import java.io.IOException;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Lets the new file belong to whom the old one belonged, so that its owner can open it. */
record NewOwner(DurableFiles files) {
  /**
   * Sets owner, group and permissions of the draft: those of the live file; where there is none,
   * the owner and group of the directory.
   *
   * @return what could not be set, as a sentence; empty when all could
   */
  List<String> adopt(SwapPlace place) throws IOException {
    FileOwnership wanted = wanted(place);
    List<String> notes = new ArrayList<>();
    try {
      files.own(place.draft(), wanted);
    } catch (IOException e) {
      notes.add(
          "the new file could not be given to %s:%s with permissions %s: %s; see to it that the"
                  .formatted(
                      wanted.owner().getName(),
                      wanted.group().getName(),
                      PosixFilePermissions.toString(wanted.permissions()),
                      IoTrouble.describe(e))
              + " table's owner can read and write it");
    }
    return notes;
  }

  private static FileOwnership wanted(SwapPlace place) throws IOException {
    return place.stamp().isPresent()
        ? FileOwnership.of(place.live())
        : FileOwnership.of(place.directory())
            .withPermissions(PosixFilePermissions.fromString("rw-r-----"));
  }
}
