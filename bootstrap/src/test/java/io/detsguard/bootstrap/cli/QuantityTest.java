package io.detsguard.bootstrap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "204488, 204.5 kB",
    "999949, 999.9 kB",
    "999950, 1.0 MB",
    "2147483648, 2.1 GB",
    "9223372036854775807, 9223372.0 TB",
  })
  void writesBytesInPowersOfAThousand(long bytes, String expected) {
    assertEquals(expected, Quantity.bytes(bytes));
  }

  @Test
  void saysThatSomethingIsUnknown() {
    assertEquals("unknown", Quantity.bytes(OptionalLong.empty()));
    assertEquals("unknown", Quantity.share(OptionalDouble.empty()));
    assertEquals("3.1 %", Quantity.share(OptionalDouble.of(0.0312)));
  }

  @ParameterizedTest
  @CsvSource({"PT0.85S, 850 ms", "PT12.34S, 12.3 s", "PT4M5S, 4 min 5 s"})
  void writesDurationsInTheUnitThatFits(Duration duration, String expected) {
    assertEquals(expected, Quantity.duration(duration));
  }

  @Test
  void countsInSingularAndPlural() {
    assertEquals("1 record", Quantity.count(1, "record"));
    assertEquals("0 records", Quantity.count(0, "record"));
  }
}
