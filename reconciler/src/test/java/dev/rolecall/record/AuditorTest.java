package dev.rolecall.record;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import dev.rolecall.report.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who has plain git: {@code git log}, {@code git ls-tree}, {@code git show}. */
class AuditorTest {
  @TempDir Path dir;

  @Test
  void aSmallRecordReadsAsItShould() throws IOException {
    try (ChainBranch branch = Chains.open(dir)) {
      twoRuns(branch);
      Golden.check("record/small.txt", shown(branch));
    }
  }

  @Test
  void aLongRunHasAShortMessage() {
    var steps = new ArrayList<Step>();
    for (int role = 0; role < 40; role++) {
      for (int user = 0; user < 3; user++) {
        steps.add(Samples.adds(Samples.user("role-" + (10 + role), "usr_" + user)));
      }
    }
    RunRecord run = run("ci@build-7");
    String text = RunMessage.started(run, steps, Moves.NONE);
    assertTrue(text.startsWith("apply 3f2a91c by ci@build-7: started, 120 steps\n\n"), text);
    assertTrue(text.endsWith("+ role-28  3 users\nand 21 more\n"), text);
  }

  @Test
  void namesDoNotActOnTheTerminal() {
    var grant = Samples.user("\u001b[31mred\u202e\ud800", "usr_1");
    String text =
        RunMessage.started(run("ci\n\nfake: line\u0007"), List.of(Samples.adds(grant)), Moves.NONE);
    assertTrue(text.startsWith("apply 3f2a91c by ci??fake: line?: started, 1 step\n"), text);
    assertTrue(text.endsWith("+ ?[31mred??  1 user\n"), text);
  }

  private static RunRecord run(String actor) {
    var info = new RunInfo("r1", actor, Samples.PLAN, Samples.TENANT, RunOptions.NONE);
    Aim aim = Samples.aim(0, Map.of());
    var progress = new Progress(RunState.STARTED, Samples.NOON, null, Samples.NOON, null, null);
    return new RunRecord(info, aim.target(), aim.tops(), progress, Ties.NONE);
  }

  private static void twoRuns(ChainBranch branch) throws IOException {
    var record = new TenantRecord(branch, Samples.TENANT);
    var support = new Grant(new Slug("cs-lead"), SubjectKind.GROUP, "grp_support");
    Grant anita = Samples.user("cs-lead", "usr_anita");
    var names = new TreeMap<SubjectName, String>();
    names.put(SubjectName.user("anita@example.com"), "usr_anita");
    names.put(SubjectName.group("acme/customer support"), "grp_support");
    var pins = new Pins(names);
    List<Step> first = List.of(Samples.adds(support), Samples.adds(anita));
    begin(record, start("run-1", 0, Granted.nothing(), pins, first))
        .end(Samples.done(first), List.of(), false, Samples.NOON.plusSeconds(20));

    Granted granted = Granted.of(List.of(support, anita));
    List<Step> second =
        List.of(
            Samples.adds(Samples.user("viewer", "usr_ben")),
            Samples.adds(Samples.user("viewer", "usr_carla")),
            Samples.removes(anita));
    List<StepResult> results =
        List.of(
            StepResult.done(second.get(0).id()),
            new StepResult(
                second.get(1).id(), StepResult.Word.FAILED, "could not add: 404 user not found"),
            StepResult.done(second.get(2).id()));
    begin(record, start("run-2", 1, granted, pins, second))
        .end(results, List.of(), false, Samples.NOON.plusSeconds(80));
  }

  private static RunStart start(
      String id, int commit, Granted granted, Pins pins, List<Step> steps) {
    String role = "kind: Role\nslug: cs-lead\n" + "#".repeat(commit) + "\n";
    Aim aim =
        Samples.aim(commit, Map.of("rolecall.yaml", "version: 1\n", "roles/cs-lead.yaml", role));
    return new RunStart(
        Samples.info(id),
        Samples.NOON.plus(Duration.ofMinutes(commit)),
        aim,
        new Settled(granted, Samples.none()),
        pins,
        List.of(),
        steps);
  }

  private static OpenRun begin(TenantRecord record, RunStart start) throws IOException {
    Begun begun = record.begin(record.fetch(), start, Samples.clockAt(start.begun()));
    return assertInstanceOf(Begun.Open.class, begun).run();
  }

  private String shown(ChainBranch branch) throws IOException {
    var text = new StringBuilder();
    for (ChainCommit commit : branch.history()) {
      text.append("-- log %s\n%s".formatted(commit.time(), commit.message()));
    }
    String tip = branch.fetch().orElseThrow().id();
    try (Repository repository = new RepositoryBuilder().setGitDir(dir.toFile()).build();
        var commits = new RevWalk(repository);
        var walk = new TreeWalk(repository)) {
      walk.addTree(commits.parseCommit(ObjectId.fromString(tip)).getTree());
      walk.setRecursive(true);
      while (walk.next()) {
        byte[] bytes = repository.open(walk.getObjectId(0)).getBytes();
        text.append("-- show %s\n%s".formatted(walk.getPathString(), new String(bytes, UTF_8)));
      }
    }
    return text.toString();
  }
}
