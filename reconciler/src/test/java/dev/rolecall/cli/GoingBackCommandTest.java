package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Going back through the command line, over real merges and from clones: what passes ends with
 * exactly the declared holders, what is refused says why, the same in {@code plan}, and moves
 * neither the tenant nor the record.
 */
@Tag("e2e")
final class GoingBackCommandTest {
  @TempDir Path folder;
  private Tenant tenant;
  private RecordingProxy proxy;
  private MergingTeam team;
  private String first;

  @BeforeEach
  void start() throws Exception {
    tenant = Tenant.ofUsers(MergingTeam.PEOPLE);
    proxy = RecordingProxy.of(tenant.url());
    team = MergingTeam.of(folder, proxy.url());
    first = team.git().head();
    passes(first);
  }

  @AfterEach
  void stop() {
    team.close();
    proxy.close();
    tenant.close();
  }

  private void passes(String commit) throws Exception {
    team.apply(commit).ended(ExitCode.DONE);
    holds(commit);
  }

  /** Exactly those whom this commit declares, in {@code add}: git took the others back. */
  private void holds(String commit) throws Exception {
    for (String role : List.of("ops", "cs")) {
      assertEquals(team.declared(commit, role), tenant.outsider().holders(role), role);
    }
  }

  private void refused(String commit, String rule, String sentence) throws Exception {
    refused(team.job(commit), rule, sentence);
  }

  private void refused(Cli cli, String rule, String sentence) {
    int runs = team.team().commitsOfTheRecord();
    cli.run("plan").ended(ExitCode.DONE).says(rule, sentence, "Goes back");
    proxy.forget();
    cli.run("apply", "--approve").ended(ExitCode.STALE).says(rule, sentence, "--rollback");
    assertEquals(List.of(), proxy.seen().stream().filter(RecordingProxy.Seen::isWrite).toList());
    assertEquals(runs, team.team().commitsOfTheRecord());
  }

  private static String brief(String commit) {
    return commit.substring(0, 7);
  }

  private static String older(String commit, String last) {
    return "Commit %s is older than %s, which was applied last.".formatted(brief(commit), last);
  }

  private static String undoes(String commit, String last) {
    return "Commit %s does not contain %s, which was applied last, and would undo it"
        .formatted(brief(commit), brief(last));
  }

  @ParameterizedTest(name = "{0}, main moved: {1}, branch deleted: {2}")
  @CsvSource({
    "squash, false, false",
    "squash, true, true",
    "rebase, false, true",
    "rebase, true, false",
    "pick, false, false",
    "pick, true, true"
  })
  void aBranchThatWasAppliedAndMerged(String how, boolean moved, boolean deleted) throws Exception {
    var git = team.git();
    git.branch("feature");
    String feature = team.edit("ops", 9, 39);
    if (!how.equals("pick")) {
      feature = team.edit("ops", 2, 32);
    }
    passes(feature);
    git.go("main");
    if (moved) {
      team.edit("cs", 1, 41);
      team.edit("ops", 5, 45);
    }
    String merged =
        switch (how) {
          case "squash" -> git.squash("feature");
          case "rebase" -> git.rebase("feature");
          case "pick" -> git.pick(feature);
          default -> throw new AssertionError(how);
        };
    if (deleted) {
      git.delete("feature");
    }
    passes(merged);
    passes(team.edit("cs", 7, 47));
  }

  @Test
  void aQueueOfThree() throws Exception {
    var git = team.git();
    for (int n = 1; n <= 3; n++) {
      git.go("main");
      git.branch("f" + n);
      team.edit("ops", 3 * n, 30 + n);
    }
    git.go("main");
    git.branch("queue");
    for (int n = 1; n <= 3; n++) {
      git.merge("f" + n);
    }
    String queue = git.head();
    passes(queue);
    git.go("main");
    team.edit("cs", 4, 44);
    for (int n = 1; n <= 3; n++) {
      String merged = git.squash("f" + n);
      if (n < 3) {
        refused(merged, "goes-back", undoes(merged, queue));
      }
    }
    git.delete("queue");
    passes(git.head());
  }

  @Test
  void aRevertAndItsRevert() throws Exception {
    var git = team.git();
    git.branch("feature");
    passes(team.edit("ops", 2, 32));
    git.go("main");
    String reverted = git.revert(git.squash("feature"));
    passes(reverted);
    passes(git.revert(reverted));
  }

  @Test
  void aRewrittenMain() throws Exception {
    var git = team.git();
    String one = team.edit("ops", 2, 32);
    String two = team.edit("ops", 8, 38);
    passes(two);
    git.reset(first);
    team.edit("cs", 3, 43);
    git.pick(one);
    git.pick(two);
    passes(git.head());
  }

  @Test
  void theSameCommitAfterAPartialRun() throws Exception {
    team.edit("ops", 2, 32);
    String commit = team.edit("cs", 8, 38);
    proxy.refuse(number -> number > 1);
    team.apply(commit).ended(ExitCode.PARTLY_DONE);
    proxy.refuse(_ -> false);
    passes(commit);
  }

  @Test
  void theCommitThatTakesADirtyRunInAndTheCleanHeadBeforeIt() throws Exception {
    var git = team.git();
    MergingTeam.write(git, "ops", 4, 34);
    team.team().author().cli().run("apply", "--approve", "--allow-dirty").ended(ExitCode.DONE);
    refused(first, "superseded", older(first, brief(first) + "+dirty"));
    String taken = git.commit("Take it in");
    passes(taken);
    refused(first, "superseded", older(first, brief(taken)));
  }

  @Test
  void anOldJobAndAStaleLaptop() throws Exception {
    String one = team.edit("ops", 2, 32);
    Cli laptop = team.job(one);
    passes(one);
    String two = team.edit("ops", 8, 38);
    passes(two);
    refused(one, "superseded", older(one, brief(two)));
    refused(laptop, "superseded", older(one, brief(two)));
    holds(two);
  }

  @Test
  void aBranchCutEarlier() throws Exception {
    var git = team.git();
    git.branch("feature");
    String feature = team.edit("cs", 2, 32);
    git.go("main");
    String one = team.edit("ops", 2, 42);
    passes(one);
    refused(feature, "goes-back", undoes(feature, one));
    Cli job = team.job(feature);
    for (Cli.Ran plan : List.of(job.run("plan"), job.run("plan", "--base", "origin/main"))) {
      plan.ended(ExitCode.DONE);
      inOrder(plan.out(), "goes-back", "This change", person(32), "Goes back", person(42));
    }
    Cli.Ran drift = job.run("drift").ended(ExitCode.DONE);
    drift.says("No drift", "This commit goes back: 2 changes would undo what was applied.");
    inOrder(drift.out(), "goes-back", "Goes back", person(42));
    git.go("feature");
    passes(git.merge("main"));
  }

  private static String person(int user) {
    return Tenant.email(user) + " ";
  }

  private static void inOrder(String text, String... parts) {
    int from = 0;
    for (String part : parts) {
      int at = text.indexOf(part, from);
      assertTrue(at >= 0, () -> "no " + part + " where it belongs in\n" + text);
      from = at;
    }
  }

  @Test
  void theRolledBackCommit() throws Exception {
    String bad = team.edit("ops", 2, 32);
    passes(bad);
    team.job(first).run("apply", "--approve", "--rollback").ended(ExitCode.DONE);
    holds(first);
    refused(
        bad,
        "rolled-back",
        "Commit %s was applied and then rolled back to %s.".formatted(brief(bad), brief(first)));
    passes(team.git().revert(bad));
  }

  /** Applied, then the same files by another branch, then rolled back: it is not older. */
  @Test
  void aCommitWhoseFilesAnotherBranchBroughtBeforeTheRollback() throws Exception {
    var git = team.git();
    git.branch("sibling");
    String sibling = team.edit("ops", 2, 32);
    git.go("main");
    String two = team.edit("ops", 2, 32);
    passes(two);
    passes(sibling);
    team.job(first).run("apply", "--approve", "--rollback").ended(ExitCode.DONE);
    refused(
        two,
        "rolled-back",
        "Commit %s was applied and then rolled back to %s.".formatted(brief(two), brief(first)));
  }

  @Test
  void anUnmergedBranchAfterMainMoved() throws Exception {
    var git = team.git();
    git.branch("feature");
    passes(team.edit("ops", 2, 32));
    git.go("main");
    git.merge("feature");
    String moved = team.edit("ops", 8, 38);
    passes(moved);
    git.go("feature");
    String more = team.edit("cs", 2, 42);
    refused(more, "goes-back", undoes(more, moved));
  }

  @Test
  void anOldCommitWhileAnotherBranchRevertsTheNewOne() throws Exception {
    String one = team.edit("ops", 2, 32);
    passes(one);
    String two = team.edit("ops", 8, 38);
    passes(two);
    team.git().branch("revert");
    team.git().revert(two);
    refused(one, "superseded", older(one, brief(two)));
    holds(two);
  }
}
