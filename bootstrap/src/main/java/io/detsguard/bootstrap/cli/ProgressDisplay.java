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
  private static final long MEGABYTE = 1_000_000;

  private final Console console;
  private final boolean wanted;
  private final String task;
  private final InstantSource clock;
  private final Instant begun;
  private Optional<ProgressBar> bar = Optional.empty();

  /**
   * @param task what the bar is called
   * @param wanted whether to show anything at all
   */
  ProgressDisplay(Console console, boolean wanted, String task, InstantSource clock) {
    this.console = console;
    this.wanted = wanted && console.progress();
    this.task = task;
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
        .setUnit(" MB", MEGABYTE)
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
