package io.detsguard.bootstrap.cli;

import io.detsguard.application.port.out.ProgressListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A progress bar on the terminal, once work turns out to be long; nothing where there is no
 * terminal. Used by one thread at a time.
 */
final class ProgressDisplay implements ProgressListener, AutoCloseable {
  private static final Duration LONG_WORK = Duration.ofMillis(500);
  private static final int LONGEST_TASK = 30;

  /** What is counted. */
  enum Unit {
    MEGABYTES(" MB", 1_000_000),
    /** A table is worth a thousand, so that a part of it can be done. */
    TABLES(" tables", 1000);

    private final String suffix;
    private final long size;

    Unit(String suffix, long size) {
      this.suffix = suffix;
      this.size = size;
    }

    long size() {
      return size;
    }
  }

  private final Console console;
  private final boolean wanted;
  private final String task;
  private final Unit unit;
  private final InstantSource clock;
  private final Instant begun;
  private Optional<ProgressBar> bar = Optional.empty();

  /**
   * @param wanted whether to show anything at all
   * @param task what the bar is called; of a long name only the end is shown
   * @param clock tells when work has become long
   */
  ProgressDisplay(Console console, boolean wanted, String task, Unit unit, InstantSource clock) {
    this.console = console;
    this.wanted = wanted && console.progress();
    this.task = task.substring(Math.max(0, task.length() - LONGEST_TASK));
    this.unit = unit;
    this.clock = clock;
    this.begun = clock.instant();
  }

  @Override
  public void reached(long done, long total) {
    if (bar.isEmpty() && isLong()) {
      bar = Optional.of(newBar());
    }
    bar.ifPresent(shown -> shown.maxHint(total).stepTo(done));
  }

  private boolean isLong() {
    return wanted && Duration.between(begun, clock.instant()).compareTo(LONG_WORK) > 0;
  }

  private ProgressBar newBar() {
    return new ProgressBarBuilder()
        .setTaskName(Printable.of(task))
        .setStyle(ProgressBarStyle.ASCII)
        .setUnit(unit.suffix, unit.size)
        .setUpdateIntervalMillis(100)
        .setConsumer(new ConsoleProgressBarConsumer(console.err()))
        .clearDisplayOnFinish()
        .build();
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
  }
}
