package io.detsguard.bootstrap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void alignsColumnsByTheirWidestCell() {
    TextTable table = new TextTable("NAME", " SIZE");
    table.row("a", "1 B");
    table.row("größe-ü", "12.3 kB");

    assertEquals(
        List.of(
            "NAME        SIZE", //
            "a            1 B",
            "größe-ü  12.3 kB"),
        table.lines());
  }

  @Test
  void refusesARowOfAnotherWidth() {
    assertThrows(IllegalArgumentException.class, () -> new TextTable("A", "B").row("x"));
  }
}
