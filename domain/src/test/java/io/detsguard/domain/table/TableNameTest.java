package io.detsguard.domain.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"task_queue", "a", "Elixir.My.Cache", "x-1", "_private", "a@b+c~d"})
  void acceptsNamesOfTables(String name) {
    assertEquals(name, new TableName(name).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".hidden", "-option", "a/b", "a\\b", "a b", "ä", "a\nb", "..", "a:b"})
  void refusesWhatIsNoFileNameEverywhere(String name) {
    assertFalse(TableName.isValid(name));
    assertThrows(IllegalArgumentException.class, () -> new TableName(name));
  }

  @Test
  void isEqualToTheSameNameOnly() {
    TableName name = new TableName("jobs");
    assertEquals(name, new TableName("jobs"));
    assertEquals(name.hashCode(), new TableName("jobs").hashCode());
    assertNotEquals(name, new TableName("job"));
    assertFalse(name.equals((Object) "jobs"), "text is no name");
  }

  @Test
  void endsAtAHundredCharacters() {
    assertTrue(TableName.isValid("x".repeat(100)));
    assertFalse(TableName.isValid("x".repeat(101)));
  }
}
