package io.detsguard.application.port.out;

import io.detsguard.domain.history.FigureSample;
import java.io.IOException;
import java.util.List;

/** Keeps samples of figures beyond the life of the process. Used by one thread at a time. */
public interface FigureLog {
  /** Adds samples. A crash meanwhile may lose some of them, and none of those before. */
  void append(List<FigureSample> samples) throws IOException;

  /** What was kept, in the order in which it was added; what cannot be understood is left out. */
  List<FigureSample> load() throws IOException;

  /** Keeps these samples and no others; after a crash there are the old or the new ones. */
  void replace(List<FigureSample> samples) throws IOException;
}
