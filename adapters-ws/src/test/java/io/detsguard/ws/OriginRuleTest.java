package io.detsguard.ws;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OriginRuleTest {
  private final OriginRule rule = new OriginRule(Set.of("https://dash.example.org"));

  @Test
  void admitsWhoeverSendsNoOrigin() {
    assertTrue(rule.admits(List.of(), List.of("localhost:4000")));
    assertTrue(rule.admits(List.of(), List.of()));
  }

  @Test
  void admitsTheHostItself() {
    assertTrue(rule.admits(List.of("http://localhost:4000"), List.of("localhost:4000")));
    assertTrue(rule.admits(List.of("https://guard.example"), List.of("Guard.Example")));
    assertTrue(rule.admits(List.of("http://[::1]:4000"), List.of("[::1]:4000")));
  }

  @Test
  void admitsWhatIsAllowedToWhateverHost() {
    assertTrue(rule.admits(List.of("https://DASH.example.org"), List.of("10.0.0.1:4000")));
  }

  @Test
  void refusesEverythingElse() {
    for (String origin :
        List.of("", "null", "http://", "https://dash.example.org:444", "ftp://localhost:4000")) {
      assertFalse(rule.admits(List.of(origin), List.of("localhost:4000")), origin);
    }
    assertFalse(rule.admits(List.of("http://"), List.of("")));
    assertFalse(rule.admits(List.of("http://localhost:4000"), List.of()));
  }

  @Test
  void refusesARequestThatSaysTwoThings() {
    String own = "http://localhost:4000";
    assertFalse(rule.admits(List.of(own, "http://evil.example"), List.of("localhost:4000")));
    assertFalse(rule.admits(List.of(own), List.of("localhost:4000", "evil.example")));
  }
}
