package dev.rolecall.house;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ArrowsTest {

  @Test
  void everyArrowIsInTheTable() {
    assertEquals(Set.of(), new Arrows(Code.ROOT).violations(Code.main()));
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("dev.rolecall.(**)").should().beFreeOfCycles().check(Code.main());
  }

  @Test
  void theTableItselfHasNoCycleAndNamesOnlyKnownPackages() {
    var open = new LinkedHashSet<>(ArrowTable.rows().keySet());
    var settled = new HashSet<String>();
    boolean moved = true;
    while (moved) {
      moved = open.removeIf(name -> settled.containsAll(ArrowTable.rows().get(name).packages()));
      settled.addAll(ArrowTable.rows().keySet());
      settled.removeAll(open);
    }
    assertEquals(Set.of(), open, "in a cycle, or naming an unknown package");
    for (var row : ArrowTable.rows().values()) {
      assertTrue(ArrowTable.LIBRARIES.keySet().containsAll(row.libraries()), row::toString);
    }
  }

  @Test
  void theRuleFindsWhatItIsFor() {
    var found = new Arrows(Code.FIXTURE).violations(Code.fixture());
    var arrows = new TreeSet<String>();
    found.forEach(line -> arrows.add(line.replaceAll("   \\(.*", "")));
    var prefix = Code.FIXTURE + ".";
    assertEquals(
        new TreeSet<>(
            List.of(
                "package stray is not in the arrow table (ArrowTable.java)",
                "plan -> " + prefix + "tenant.TenantWriter",
                "problem -> " + prefix + "plan.Upward",
                "problem -> java.net.http.HttpClient",
                "problem -> java.sql.SQLException",
                "problem -> java.util.logging.Logger",
                "problem -> okhttp3.OkHttpClient")),
        arrows);
  }
}
