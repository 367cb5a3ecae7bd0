package io.detsguard.storage.distribution.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.detsguard.domain.node.NodeName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class NodeAddressTest {
  @Test
  void understandsNamesWithAndWithoutPort() {
    assertEquals(
        Optional.of(new NodeAddress(new NodeName("app@web-1"), OptionalInt.empty())),
        NodeAddress.parse("app@web-1"));
    assertEquals(
        Optional.of(new NodeAddress(new NodeName("app@10.0.0.1"), OptionalInt.of(9100))),
        NodeAddress.parse("app@10.0.0.1:9100"));
    assertEquals(
        Optional.of(new NodeAddress(new NodeName("app@::1"), OptionalInt.of(9100))),
        NodeAddress.parse("app@[::1]:9100"));
  }

  @Test
  void refusesEverythingElse() {
    for (String text :
        List.of(
            "",
            "app",
            "@host",
            "app@",
            "a@b@c",
            "app@host:",
            "app@host:0",
            "app@host:65536",
            "app@::1",
            "app@host:x",
            "a b@host",
            "app@ho st")) {
      assertEquals(Optional.empty(), NodeAddress.parse(text), text);
    }
  }
}
