package dev.rolecall.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CapabilityIdTest {
  private static final CapabilityId ONE = new CapabilityId("a:b", "c");
  private static final CapabilityId OTHER = new CapabilityId("a", "b:c");

  @Test
  void twoIdsOfOneTextStayApart() {
    assertEquals(ONE.toString(), OTHER.toString());
    assertNotEquals(ONE.canonical(), OTHER.canonical());
    assertNotEquals(0, ONE.compareTo(OTHER));
  }

  @Test
  void theOrdinaryTextIsItsOwn() {
    assertEquals("users:view", new CapabilityId("users", "view").canonical());
  }

  @Test
  void noTwoIdsShareACanonicalText() {
    var ids = new HashSet<CapabilityId>();
    var texts = new HashSet<String>();
    for (String area : Set.of("a", "b", "a:b", "a:a", "b:a:a", "1", ":", "a:")) {
      for (String action : Set.of("a", "b", "a:b", "a:a", "b:a:a", "1", ":", ":a")) {
        ids.add(new CapabilityId(area, action));
        texts.add(new CapabilityId(area, action).canonical());
      }
    }
    assertEquals(ids.size(), texts.size());
  }
}
