package io.detsguard.http;

import io.detsguard.application.port.in.FigureHistoryUseCase;
import io.detsguard.domain.history.FigureSample;
import io.detsguard.domain.table.TableName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A history that a test writes. */
public final class ScriptedHistory implements FigureHistoryUseCase {
  private final Map<TableName, List<FigureSample>> samples = new ConcurrentHashMap<>();

  public void answer(TableName table, List<FigureSample> history) {
    samples.put(table, history);
  }

  @Override
  public List<FigureSample> of(TableName table) {
    return samples.getOrDefault(table, List.of());
  }

  @Override
  public Map<TableName, List<FigureSample>> all() {
    return new TreeMap<>(samples);
  }
}
