package io.detsguard.domain.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableTypeTest {
  @ParameterizedTest
  @EnumSource
  void isFoundByItsNameAndByItsCode(TableType type) {
    assertEquals(Optional.of(type), TableType.ofErlangName(type.erlangName()));
    assertEquals(Optional.of(type), TableType.ofCode(type.code()));
  }

  @Test
  void isNotFoundByAnythingElse() {
    assertEquals(Optional.empty(), TableType.ofErlangName("ordered_set"));
    assertEquals(Optional.empty(), TableType.ofErlangName("SET"));
    assertEquals(Optional.empty(), TableType.ofCode(0));
    assertEquals(Optional.empty(), TableType.ofCode(4));
  }
}
