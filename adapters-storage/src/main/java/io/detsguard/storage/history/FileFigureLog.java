package io.detsguard.storage.history;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.detsguard.application.port.out.FigureLog;
import io.detsguard.domain.history.FigureSample;
import io.detsguard.storage.file.AtomicFile;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.file.OutputFile;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A log of samples in one file. Used by one thread at a time. */
public final class FileFigureLog implements FigureLog {
  private static final Logger LOG = System.getLogger(FileFigureLog.class.getName());

  /**
   * Of a longer file only the end is read; the service lets it grow to that only with long names.
   */
  static final int MOST_BYTES = 16 << 20;

  private static final Set<PosixFilePermission> PERMISSIONS =
      PosixFilePermissions.fromString("rw-r-----");

  private final Path file;
  private final DurableFiles files;

  /**
   * @param file made when the first sample is added; its directory must be there
   */
  public FileFigureLog(Path file, DurableFiles files) {
    this.file = file;
    this.files = files;
  }

  /** Not forced: what a power failure may take are the points of the last minutes on a chart. */
  @Override
  public void append(List<FigureSample> samples) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(("\n" + text(samples)).getBytes(US_ASCII));
    try (OutputFile output = files.append(file, PERMISSIONS)) {
      while (bytes.hasRemaining()) {
        output.write(bytes);
      }
    }
  }

  @Override
  public void replace(List<FigureSample> samples) throws IOException {
    new AtomicFile(files, file, PERMISSIONS).write(text(samples).getBytes(US_ASCII));
  }

  private static String text(List<FigureSample> samples) {
    return samples.stream()
        .map(sample -> SampleLine.encode(sample) + "\n")
        .collect(Collectors.joining());
  }

  @Override
  public List<FigureSample> load() throws IOException {
    byte[] bytes = end();
    List<FigureSample> samples = new ArrayList<>();
    int unreadable = 0;
    int start = 0;
    while (start < bytes.length) {
      int end = endOfLine(bytes, start);
      Optional<FigureSample> sample = SampleLine.decode(line(bytes, start, end));
      sample.ifPresent(samples::add);
      unreadable += sample.isEmpty() && end > start ? 1 : 0;
      start = end + 1;
    }
    if (unreadable > 0) {
      LOG.log(
          Level.WARNING,
          "{0} lines of {1} cannot be understood and are left out",
          unreadable,
          file.getFileName());
    }
    return samples;
  }

  private static int endOfLine(byte[] bytes, int start) {
    int end = start;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    return end;
  }

  /** As text; of a line that is too long, enough for that to be seen. */
  private static String line(byte[] bytes, int start, int end) {
    return new String(bytes, start, Math.min(end - start, SampleLine.MOST_CHARS + 1), ISO_8859_1);
  }

  /** The last bytes of the file; a line that is cut by this does not pass its checksum. */
  private byte[] end() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long start = Math.max(0, channel.size() - MOST_BYTES);
      ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - start));
      while (bytes.hasRemaining() && channel.read(bytes, start + bytes.position()) > 0) {
        // until the buffer is full, or the file has become shorter meanwhile
      }
      return Arrays.copyOf(bytes.array(), bytes.position());
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
  }
}
