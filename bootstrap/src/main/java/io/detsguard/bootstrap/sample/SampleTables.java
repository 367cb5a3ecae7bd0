package io.detsguard.bootstrap.sample;

import io.detsguard.bootstrap.settings.Settings;
import io.detsguard.domain.table.TableName;
import io.detsguard.domain.table.TableType;
import io.detsguard.storage.dets.TableFileWriter;
import io.detsguard.storage.dets.TableSpec;
import io.detsguard.storage.file.AtomicFile;
import io.detsguard.storage.file.DurableFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Sample tables in a directory. They are made in a directory of their own, which then takes the
 * name of the empty one in a single step: there are all of them or none, and nothing that lies in
 * the directory is ever touched.
 */
public final class SampleTables {
  private static final long SEED = 20_260_211;
  private static final String MARKER = "SAMPLES.txt";
  private static final String LABEL =
      """
      These tables are samples. DetsGuard made them because nobody has named a place for tables.
      Protect your own with --tables DIR, DETSGUARD_TABLES or a catalogue in the configuration file.
      """;
  private static final Set<PosixFilePermission> READABLE =
      PosixFilePermissions.fromString("rw-r--r--");

  private final Path directory;
  private final DurableFiles files;
  private final InstantSource clock;

  /**
   * @param directory where they are to lie
   * @param clock what time it is for those who use the tables
   */
  public SampleTables(Path directory, DurableFiles files, InstantSource clock) {
    this.directory = directory;
    this.files = files;
    this.clock = clock;
  }

  /** Whether the tables in that directory are samples. */
  public static boolean areIn(Path directory) {
    return Files.exists(directory.resolve(MARKER));
  }

  /**
   * Makes them if the directory is empty or not there.
   *
   * @return whether they were made
   */
  public boolean makeIfEmpty() throws IOException {
    if (!isEmpty()) {
      return false;
    }
    Path parent = directory.toAbsolutePath().getParent();
    files.createDirectories(parent);
    Path draft = Files.createTempDirectory(parent, ".samples-");
    try {
      fill(draft);
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
      files.replace(draft, directory);
    } catch (IOException | RuntimeException e) {
      discard(draft, e);
      throw e;
    }
    files.forceDirectory(parent);
    return true;
  }

  private boolean isEmpty() throws IOException {
    if (!Files.exists(directory)) {
      return true;
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.findAny().isEmpty();
    }
  }

  private void fill(Path draft) throws IOException {
    AgentHub hub = new AgentHub(new SplittableRandom(SEED), clock.instant());
    for (TableName table : Settings.Tables.DEFAULT_NAMES) {
      write(draft.resolve(table + ".dets"), tableFile(hub.content(table)));
    }
    write(draft.resolve(MARKER), LABEL.getBytes(StandardCharsets.UTF_8));
    files.forceDirectory(draft);
  }

  private void write(Path file, byte[] content) throws IOException {
    AtomicFile.writeNew(files, file, READABLE, content);
  }

  private static byte[] tableFile(AgentHub.Content content) throws IOException {
    TableFileWriter writer = new TableFileWriter(TableSpec.of(TableType.SET, 1));
    content.live().forEach(writer::insert);
    content.deleted().forEach(writer::insertDeleted);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    writer.writeTo(file);
    return file.toByteArray();
  }

  private void discard(Path draft, Exception cause) {
    try (Stream<Path> entries = Files.list(draft)) {
      for (Path entry : entries.toList()) {
        files.delete(entry);
      }
      files.delete(draft);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
