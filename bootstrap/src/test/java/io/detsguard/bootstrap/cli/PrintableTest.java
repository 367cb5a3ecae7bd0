package io.detsguard.bootstrap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void leavesLettersOfAllScriptsAlone() {
    assertEquals("größe 日本 😀 a-b_c", Printable.of("größe 日本 😀 a-b_c"));
  }

  @Test
  void writesOutWhatWouldActOnATerminal() {
    assertEquals(
        "\\u001b[31m\\u0007\\u000a\\u007f\\u009b", Printable.of("\u001b[31m\u0007\n\u007f\u009b"));
  }

  @Test
  void writesOutWhatWouldHideOrReorderText() {
    assertEquals("a\\u202eb\\u200bc\\u2028", Printable.of("a\u202eb\u200bc\u2028"));
    assertEquals("x\\ud800", Printable.of("x\ud800"));
  }
}
