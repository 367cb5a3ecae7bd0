package io.detsguard.http.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.detsguard.http.TestServer;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One answer of {@code /prometheus}, read strictly.
 *
 * @param values by name with labels, as written
 */
record Scrape(Map<String, Double> values) {
  static Scrape of(TestServer server) {
    HttpResponse<String> answer = server.get("/prometheus");
    assertEquals(200, answer.statusCode(), answer::body);
    Map<String, Double> values = new TreeMap<>();
    for (String line : answer.body().lines().filter(line -> !line.startsWith("#")).toList()) {
      int space = line.lastIndexOf(' ');
      String series = line.substring(0, space);
      if (values.put(series, Double.valueOf(line.substring(space + 1))) != null) {
        throw new AssertionError("twice in one scrape: " + series);
      }
    }
    return new Scrape(values);
  }

  double value(String series) {
    Double value = values.get(series);
    if (value == null) {
      throw new AssertionError(series + " is not among " + values.keySet());
    }
    return value;
  }

  boolean has(String series) {
    return values.containsKey(series);
  }

  /** The names without labels. */
  Set<String> names() {
    return values.keySet().stream()
        .map(Scrape::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The names of which some series is new, gone, or has another value there. */
  Set<String> namesThatDiffer(Scrape other) {
    Set<String> names = new TreeSet<>();
    Set<String> series = new TreeSet<>(values.keySet());
    series.addAll(other.values.keySet());
    for (String one : series) {
      Double here = values.get(one);
      if (here == null || !here.equals(other.values.get(one))) {
        names.add(name(one));
      }
    }
    return names;
  }

  private static String name(String series) {
    return series.split("\\{", 2)[0];
  }
}
