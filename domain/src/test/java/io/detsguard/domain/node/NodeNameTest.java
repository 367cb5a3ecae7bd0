package io.detsguard.domain.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"hub@localhost", "rabbit@host-1", "a_b-c@10.0.0.1", "x@hub.example.org", "x@::1"})
  void takesWhatErlangTakes(String name) {
    assertEquals(name, new NodeName(name).value());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "hub", "@host", "hub@", "a b@host", "a@b@c", "ä@host", "a@h/x", "a@h\n"})
  void refusesWhatNamesNoNode(String name) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> new NodeName(name));
    assertTrue(refusal.getMessage().contains("NAME@HOST"));
  }

  @Test
  void isNoLongerThanAnAtom() {
    assertTrue(NodeName.isValid("a@" + "h".repeat(253)));
    assertFalse(NodeName.isValid("a@" + "h".repeat(254)));
  }

  @Test
  void hasANameAndAHost() {
    NodeName node = new NodeName("hub@host.example");

    assertEquals("hub", node.name());
    assertEquals("host.example", node.host());
  }
}
