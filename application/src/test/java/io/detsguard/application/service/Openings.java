package io.detsguard.application.service;

import io.detsguard.domain.node.NodeName;
import io.detsguard.domain.node.NodeReport;
import io.detsguard.domain.node.OpenTable;
import io.detsguard.domain.node.TableAccess;
import io.detsguard.domain.node.TableMode;
import io.detsguard.domain.node.TableOptions;
import io.detsguard.domain.node.TableProcess;
import io.detsguard.domain.table.TableLocation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Tables that are open in nodes, as nodes tell of them. */
final class Openings {
  static final Instant AT = Instant.parse("2026-02-11T14:30:00Z");

  private Openings() {}

  /** The answer of a node with these tables. */
  static NodeReport.Attached attached(String node, OpenTable... tables) {
    return new NodeReport.Attached(new NodeName(node), AT, "25", List.of(tables), List.of());
  }

  /** A table of which all is well, named like its file. */
  static OpenTable clean(String node, String file) {
    return named(node, file.substring(file.lastIndexOf('/') + 1), file);
  }

  static OpenTable named(String node, String name, String file) {
    return new OpenTable(
        new NodeName(node),
        name,
        new TableLocation(file),
        new TableProcess("<0.1.0>", 1, 0, 2600),
        new TableOptions(
            TableAccess.READ_WRITE, false, Optional.of(TableOptions.DEFAULT_AUTO_SAVE)),
        TableMode.CLEAN,
        OptionalLong.of(0),
        Optional.empty());
  }
}
