package dev.rolecall.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.git.ChainBranch;
import dev.rolecall.git.ChainCommit;
import dev.rolecall.model.Grant;
import dev.rolecall.model.Granted;
import dev.rolecall.model.Pins;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import dev.rolecall.plan.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run does not touch costs nothing: a fiftieth of the million of the README's figures. */
class SizesTest {
  private static final int GRANTS = 20_000;
  private static final int CHANGES = 10;

  @TempDir Path dir;

  @ParameterizedTest(name = "{0} roles")
  @CsvSource({"1, 4", "20, 4", "200, 4", "5000, 6"})
  void tenChangesRewriteTenSmallFiles(int roles, int megabytes) throws IOException {
    try (ChainBranch branch = Chains.open(dir)) {
      var record = new TenantRecord(branch, Samples.TENANT);
      Granted granted = granted(roles);
      Pins pins = pins(granted);
      record.recordEmpty(
          record.fetch(),
          Samples.start("r1", granted, pins, List.of()),
          List.of(),
          false,
          Samples.NOON);
      ChainCommit first = branch.fetch().orElseThrow();
      Chains.Size whole = Chains.size(dir, first);
      assertTrue(whole.bytes() < megabytes * 1_000_000L, whole.toString());

      List<Step> steps = new ArrayList<>();
      for (int i = 0; i < CHANGES; i++) {
        steps.add(Samples.adds(new Grant(role(i % roles), SubjectKind.USER, "usr_new" + i)));
      }
      Begun begun =
          record.begin(record.fetch(), Samples.start("r2", granted, pins, steps), Samples.clock());
      OpenRun run = assertInstanceOf(Begun.Open.class, begun).run();
      run.end(Samples.done(steps), List.of(), false, Samples.NOON);
      Chains.Size more = Chains.size(dir, branch.fetch().orElseThrow(), first);
      assertTrue(more.bytes() < 200_000, more.toString());
      assertTrue(more.objects() < 90, more.toString());

      LastRun last = assertInstanceOf(RecordTip.Known.class, record.fetch()).last();
      assertEquals(granted.size() + CHANGES, last.granted().size());
    }
  }

  private static Granted granted(int roles) {
    var random = new Random(roles);
    var builder = Granted.builder();
    for (int i = 0; i < roles; i++) {
      var ids = new TreeSet<String>();
      while (ids.size() < GRANTS / roles) {
        ids.add("usr_%016x%010x".formatted(random.nextLong(), random.nextLong(1L << 40)));
      }
      builder.add(role(i), SubjectKind.USER, ids);
    }
    return builder.build();
  }

  private static Pins pins(Granted granted) {
    var ids = new TreeMap<SubjectName, String>();
    granted.stream()
        .forEach(grant ->
            ids.put(
                SubjectName.user("p%06d@example.com".formatted(ids.size())), grant.subject().id()));
    return new Pins(ids);
  }

  private static Slug role(int number) {
    return new Slug("role-%05d".formatted(number));
  }
}
