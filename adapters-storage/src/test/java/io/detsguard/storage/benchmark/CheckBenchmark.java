package io.detsguard.storage.benchmark;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.table.TableType;
import io.detsguard.storage.dets.CheckOptions;
import io.detsguard.storage.dets.TableFileChecker;
import io.detsguard.storage.dets.TableFileInspector;
import io.detsguard.storage.dets.TableFileWriter;
import io.detsguard.storage.dets.TableSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long it takes to read and check every record of a table of about 28 MB and 100,000 records,
 * from the page cache. To run it: {@code org.openjdk.jmh.Main CheckBenchmark} on the class path of
 * the tests.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 7, time = 2)
@Fork(1)
public class CheckBenchmark {
  private static final int RECORDS = 100_000;

  /** Threads of one check. */
  @Param({"1", "2"})
  public int workers;

  private Path file;

  /** Writes the table. */
  @Setup(Level.Trial)
  public void writeTable() throws IOException {
    file = Files.createTempFile("benchmark", ".dets");
    TableFileWriter writer = new TableFileWriter(TableSpec.of(TableType.SET, 1));
    Random random = new Random(1);
    for (int i = 0; i < RECORDS; i++) {
      writer.insert(record(i, random));
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      writer.writeTo(out);
    }
  }

  /** A tuple of an integer and a list of binaries. */
  private static byte[] record(int key, Random random) {
    int values = 8;
    ByteBuffer bytes = ByteBuffer.allocate(400);
    bytes.put((byte) 131).put((byte) 104).put((byte) 2).put((byte) 98).putInt(key);
    bytes.put((byte) 108).putInt(values);
    for (int i = 0; i < values; i++) {
      byte[] value = new byte[5 + random.nextInt(30)];
      random.nextBytes(value);
      bytes.put((byte) 109).putInt(value.length).put(value);
    }
    bytes.put((byte) 106).flip();
    byte[] record = new byte[bytes.remaining()];
    bytes.get(record);
    return record;
  }

  /** Deletes the table. */
  @TearDown(Level.Trial)
  public void deleteTable() throws IOException {
    Files.delete(file);
  }

  /** Reads and checks everything. */
  @Benchmark
  public CheckReport check() throws InterruptedException {
    return new TableFileChecker(new CheckOptions(workers, Digests.RECORDS)).check(file);
  }

  /** The same with the digest over the sorted encodings. */
  @Benchmark
  public CheckReport checkWithSortedDigest() throws InterruptedException {
    return new TableFileChecker(new CheckOptions(workers, Digests.BOTH)).check(file);
  }

  /** Looks at the two ends and the slots. */
  @Benchmark
  public CheckReport inspect() throws InterruptedException {
    return new TableFileInspector().inspect(file);
  }
}
