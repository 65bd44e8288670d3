package dev.rolecall.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MannersTest {

  @Test
  void onlyCliPrintsExitsAndReadsClockOrEnvironmentAndNobodySleeps() {
    assertEquals(Set.of(), new Manners(Code.ROOT).violations(Code.main()));
  }

  @Test
  void onlyApplyAndTheAdaptersNameTenantWriter() {
    assertEquals(Set.of(), new WriterRule(Code.ROOT).violations(Code.main()));
  }

  @Test
  void theFirstRuleFindsWhatItIsFor() {
    var found = new TreeSet<String>();
    new Manners(Code.FIXTURE)
        .violations(Code.fixture())
        .forEach(line -> found.add(line.replaceAll("   .*", "")));
    assertEquals(
        new TreeSet<>(
            List.of(
                "Loud uses Clock.systemUTC",
                "Loud uses Date.<init>",
                "Loud uses IOException.printStackTrace",
                "Loud uses Instant.now",
                "Loud uses LocalDate.now",
                "Loud uses PrintWriter.println",
                "Loud uses System.exit",
                "Loud uses System.getenv",
                "Loud uses System.nanoTime",
                "Loud uses System.out",
                "Sleepy uses Thread.sleep")),
        found);
  }

  @Test
  void theSecondRuleFindsWhatItIsFor() {
    var found = new WriterRule(Code.FIXTURE).violations(Code.fixture());
    assertEquals(
        new TreeSet<>(
            List.of(
                "reconcile.Second calls TenantWriter; only apply writes",
                "one class of reconcile may hand a TenantWriter on, not"
                    + " [reconcile.Second, reconcile.Wiring]",
                "plan.Upward names TenantWriter")),
        WriterRule.simple(found, Code.FIXTURE));
  }
}
