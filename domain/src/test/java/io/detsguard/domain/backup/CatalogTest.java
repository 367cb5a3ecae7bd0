package io.detsguard.domain.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogTest {
  private static final Instant DAY = Instant.parse("2026-02-11T00:00:00Z");
  private final Snapshot oldA = snapshot("a", 0);
  private final Snapshot newA = snapshot("a", 2);
  private final Snapshot onlyB = snapshot("a_b", 1);
  private final Catalog catalog = new Catalog(List.of(oldA, onlyB, newA), List.of());

  @Test
  void liesNewestFirstHoweverItWasListed() {
    assertEquals(List.of(newA, onlyB, oldA), catalog.snapshots());
  }

  @Test
  void knowsTheNewestOfEachTable() {
    assertEquals(newA, catalog.newestProven().get(new TableName("a")));
    assertEquals(onlyB, catalog.newestProven().get(new TableName("a_b")));
  }

  @Test
  void keepsTablesApartWhoseNamesBeginAlike() {
    assertEquals(List.of(newA, oldA), catalog.of(new TableName("a")));
    assertTrue(catalog.of(new TableName("b")).isEmpty());
  }

  @Test
  void knowsWhenTheLastBackupWas() {
    assertEquals(Optional.of(newA.id().takenAt()), catalog.lastBackupAt());
    assertEquals(Optional.empty(), new Catalog(List.of(), List.of()).lastBackupAt());
  }

  @Test
  void findsASnapshotByItsId() {
    assertEquals(Optional.of(oldA), catalog.find(oldA.id()));
    assertEquals(Optional.empty(), catalog.find(snapshot("c", 1).id()));
  }

  private static Snapshot snapshot(String table, int day) {
    Manifest manifest = Manifests.of(table, DAY.plusSeconds(86_400L * day), 1);
    return new Snapshot(manifest, new TableLocation(manifest.id().text()));
  }
}
