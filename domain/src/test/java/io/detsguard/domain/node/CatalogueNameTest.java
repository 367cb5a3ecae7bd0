package io.detsguard.domain.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.table.TableName;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CatalogueNameTest {
  @Test
  void keepsAtomsThatAreNames() {
    assertEquals("task_queue", name("task_queue"));
    assertEquals("Elixir.My.Cache", name("'Elixir.My.Cache'"));
    assertEquals("rabbit@host", name("rabbit@host"));
  }

  @Test
  void keepsWhatIsHarmlessOfOtherTermsAndTellsThemApart() {
    assertTrue(name("{cache,1}").matches("cache_1~[0-9a-f]{8}"), name("{cache,1}"));
    assertTrue(name("<<\"meta\">>").matches("meta~[0-9a-f]{8}"), name("<<\"meta\">>"));
    assertNotEquals(name("{cache,1}"), name("[cache,1]"));
    assertTrue(name("'../../etc'").matches("etc~[0-9a-f]{8}"), name("'../../etc'"));
    assertTrue(name("<<>>").matches("table~[0-9a-f]{8}"), name("<<>>"));
    assertTrue(name("ü").matches("table~[0-9a-f]{8}"), name("ü"));
  }

  @Test
  void tellsFilesOfTheSameNameApart() {
    assertNotEquals(CatalogueName.of("a", "/one/a.dets"), CatalogueName.of("a", "/two/a.dets"));
    assertEquals(CatalogueName.of("a", "/one/a.dets"), CatalogueName.of("a", "/one/a.dets"));
  }

  @Test
  void givesAValidNameToWhateverANodeSays() {
    long seed = Long.getLong("detsguard.seed", System.nanoTime());
    System.out.println("seed: -Ddetsguard.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      int length = 1 + random.nextInt(OpenTable.MAX_NAME_LENGTH);
      StringBuilder text = new StringBuilder();
      random.ints(length, 0, 0x250).forEach(text::appendCodePoint);
      TableName name = CatalogueName.of(text.toString());
      assertTrue(TableName.isValid(CatalogueName.of(text.toString(), name.value()).value()));
    }
  }

  private static String name(String erlangText) {
    return CatalogueName.of(erlangText).value();
  }
}
