package io.detsguard.storage.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.file.DiskFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileFoundTableLogTest {
  @TempDir private Path directory;

  private Path file() {
    return directory.resolve("data/found-tables.json");
  }

  private FileFoundTableLog log() {
    return new FileFoundTableLog(file(), new DiskFiles());
  }

  @Test
  void knowsNothingAtFirst() throws Exception {
    assertEquals(Map.of(), log().load());
  }

  @Test
  void remembersTablesInTheirOrder() throws Exception {
    Map<TableName, TableLocation> tables = new LinkedHashMap<>();
    tables.put(new TableName("z"), new TableLocation("/t/ü.dets"));
    tables.put(new TableName("a~0123abcd"), new TableLocation("/t/a \"b\".dets"));
    log().save(tables);

    assertEquals(List.copyOf(tables.entrySet()), List.copyOf(log().load().entrySet()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"format\":2,\"tables\":[]}",
        "{\"format\":1,\"tables\":[{\"table\":\"../a\",\"file\":\"/a\"}]}",
        "{\"format\":1,\"tables\":[{\"table\":\"a\",\"file\":\"\"}]}",
        "{\"format\":1,\"tables\":[{\"table\":\"a\"}]}"
      })
  void refusesWhatItDidNotWrite(String content) throws Exception {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), content);

    IOException refused = assertThrows(IOException.class, () -> log().load());
    assertTrue(refused.getMessage().contains("damaged"), refused.getMessage());
  }
}
