package dev.rolecall.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rolecall.git.BranchedRepository;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Going back over real merges: what must pass, and what must not. */
class GoingBackTest {
  private static final Direction FORWARD = new Direction.Forward(false);
  private static final Direction KEPT = new Direction.Forward(true);

  @TempDir Path top;
  private BranchedRepository git;
  private RecordedRuns runs;
  private String first;

  @BeforeEach
  void start() throws Exception {
    git = BranchedRepository.init(top.resolve("laptop"));
    runs = new RecordedRuns();
    first = git.head();
    assertEquals(FORWARD, apply(first));
  }

  @AfterEach
  void close() {
    git.close();
  }

  private Direction apply(String commit) throws Exception {
    return runs.apply(git.dir(), commit);
  }

  /** As a job of a CI does: from a clone that has what the branches have today. */
  private Direction applyFresh(String commit) throws Exception {
    Path clone = top.resolve("clone-" + commit);
    git.cloneTo(clone);
    return runs.apply(clone, commit);
  }

  private static Followed target(String commit) {
    return Followed.commit(commit);
  }

  @Nested
  class Passes {

    @ParameterizedTest(name = "{0}, main moved: {1}, branch deleted: {2}")
    @CsvSource({
      "squash, false, false", "squash, true, false", "squash, false, true", "squash, true, true",
      "rebase, false, false", "rebase, true, false", "rebase, false, true", "rebase, true, true",
      "pick, false, false", "pick, true, false", "pick, false, true", "pick, true, true"
    })
    void aBranchThatWasAppliedAndMerged(String how, boolean moved, boolean deleted)
        throws Exception {
      git.branch("feature");
      if (!how.equals("pick")) {
        git.edit("ops", 2, "two");
      }
      String feature = git.edit("ops", 9, "nine");
      assertEquals(FORWARD, apply(feature));
      git.go("main");
      if (moved) {
        git.edit("cs", 1, "moved");
        git.edit("ops", 5, "moved too");
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
      assertEquals(FORWARD, deleted ? applyFresh(merged) : apply(merged));
      assertEquals(FORWARD, apply(git.edit("cs", 7, "and on")));
    }

    @Test
    void aMergeCommit() throws Exception {
      git.branch("feature");
      String feature = git.edit("ops", 2, "two");
      git.go("main");
      git.edit("ops", 8, "eight");
      assertEquals(FORWARD, apply(feature));
      assertEquals(FORWARD, apply(git.merge("feature")));
    }

    @ParameterizedTest(name = "its branch deleted: {0}")
    @ValueSource(booleans = {false, true})
    void aQueueOfThree(boolean deleted) throws Exception {
      for (int n = 1; n <= 3; n++) {
        git.go("main");
        git.branch("f" + n);
        git.edit("ops", 3 * n, "of f" + n);
      }
      git.go("main");
      git.branch("queue");
      for (int n = 1; n <= 3; n++) {
        git.merge("f" + n);
      }
      assertEquals(FORWARD, apply(git.head()));
      git.go("main");
      git.edit("cs", 4, "meanwhile");
      for (int n = 1; n <= 3; n++) {
        String merged = git.squash("f" + n);
        if (n < 3) {
          assertInstanceOf(Direction.GoesBack.class, apply(merged));
        }
      }
      if (deleted) {
        git.delete("queue");
      }
      assertEquals(FORWARD, applyFresh(git.head()));
    }

    @Test
    void aQueueOfThreeEachApplied() throws Exception {
      for (int n = 1; n <= 3; n++) {
        git.go("main");
        git.branch("f" + n);
        git.edit("ops", 3 * n, "of f" + n);
      }
      git.go("main");
      for (int n = 1; n <= 3; n++) {
        assertEquals(FORWARD, apply(git.squash("f" + n)));
      }
    }

    @Test
    void aRevertAndItsRevert() throws Exception {
      git.branch("feature");
      String feature = git.edit("ops", 2, "two");
      assertEquals(FORWARD, apply(feature));
      git.go("main");
      String squashed = git.squash("feature");
      String reverted = git.revert(squashed);
      assertEquals(FORWARD, apply(reverted));
      assertEquals(FORWARD, apply(git.revert(reverted)));
      assertEquals(FORWARD, apply(git.revert(git.head())));
    }

    /** The line took the target in two commits ago, beside other changes, and took it back. */
    @Test
    void aLaterRevertOfASquash() throws Exception {
      git.branch("feature");
      assertEquals(FORWARD, apply(git.edit("ops", 2, "two")));
      git.go("main");
      git.edit("cs", 1, "moved");
      String squashed = git.squash("feature");
      git.edit("cs", 9, "moved on");
      git.revert(squashed);
      assertEquals(FORWARD, apply(git.head()));
    }

    @ParameterizedTest(name = "old main still in the clone: {0}")
    @ValueSource(booleans = {false, true})
    void aRewrittenMain(boolean kept) throws Exception {
      String one = git.edit("ops", 2, "two");
      String two = git.edit("ops", 8, "eight");
      assertEquals(FORWARD, apply(two));
      git.reset(first);
      git.edit("cs", 3, "before");
      git.pick(one);
      git.pick(two);
      String rewritten = git.head();
      assertEquals(FORWARD, kept ? apply(rewritten) : applyFresh(rewritten));
    }

    @Test
    void theSameCommitAgain() throws Exception {
      String commit = git.edit("ops", 2, "two");
      assertEquals(FORWARD, apply(commit));
      assertEquals(KEPT, apply(commit));
      assertEquals(KEPT, applyFresh(commit));
    }

    @Test
    void anOlderCommitWithTheFilesOfTheLastRunKeepsTheTarget() throws Exception {
      String changed = git.edit("ops", 2, "two");
      assertEquals(FORWARD, apply(changed));
      String back = git.revert(changed);
      assertEquals(FORWARD, apply(back));
      assertEquals(KEPT, apply(first));
      assertEquals(new Direction.Superseded(target(back)), apply(changed));
    }

    /** A branch without a run of its own stands where main was before it went on and came back. */
    @Test
    void aBranchThatStandsWhereTheTargetsHistoryWasKeepsTheTarget() throws Exception {
      git.branch("feature");
      String feature = git.edit("ops", 2, "two");
      git.go("main");
      git.squash("feature");
      String more = git.edit("ops", 8, "eight");
      String back = git.revert(more);
      assertEquals(FORWARD, apply(back));
      assertEquals(KEPT, apply(feature));
      assertEquals(FORWARD, apply(git.edit("cs", 1, "on")));
    }

    @Test
    void theCommitThatTakesADirtyRunIn() throws Exception {
      git.write("ops", 4, "four");
      assertEquals(FORWARD, runs.applyDirty(git.dir()));
      assertEquals(KEPT, runs.applyDirty(git.dir()));
      assertEquals(FORWARD, apply(git.commit("Take it in")));
    }

    @Test
    void theCommitThatTakesADirtyRunInAmongOthers() throws Exception {
      git.write("ops", 4, "four");
      assertEquals(FORWARD, runs.applyDirty(git.dir()));
      git.edit("cs", 2, "two");
      assertEquals(FORWARD, applyFresh(git.edit("cs", 5, "five")));
    }
  }

  @Nested
  class Refused {

    @Test
    void anOldJob() throws Exception {
      String one = git.edit("ops", 2, "two");
      assertEquals(FORWARD, apply(one));
      String two = git.edit("ops", 8, "eight");
      assertEquals(FORWARD, apply(two));
      assertEquals(new Direction.Superseded(target(two)), apply(one));
      assertEquals(new Direction.Superseded(target(two)), applyFresh(first));
    }

    @Test
    void aStaleLaptop() throws Exception {
      String one = git.edit("ops", 2, "two");
      Path laptop = top.resolve("stale");
      git.cloneTo(laptop);
      assertEquals(FORWARD, apply(one));
      String two = git.edit("ops", 8, "eight");
      assertEquals(FORWARD, apply(two));
      assertEquals(new Direction.Superseded(target(two)), runs.apply(laptop, one));
    }

    @Test
    void aBranchCutEarlier() throws Exception {
      git.branch("feature");
      String feature = git.edit("cs", 2, "two");
      git.go("main");
      String one = git.edit("ops", 2, "two");
      assertEquals(FORWARD, apply(one));
      assertEquals(new Direction.GoesBack(target(one), true), apply(feature));
    }

    @Test
    void theRolledBackCommit() throws Exception {
      String bad = git.edit("ops", 2, "two");
      assertEquals(FORWARD, apply(bad));
      assertEquals(new Direction.Superseded(target(bad)), runs.rollback(git.dir(), first));
      assertEquals(new Direction.RolledBack(target(first), target(first)), apply(bad));
      git.branch("hotfix");
      git.reset(first);
      String fix = git.edit("cs", 2, "fixed");
      assertEquals(FORWARD, apply(fix));
      assertEquals(new Direction.RolledBack(target(fix), target(first)), applyFresh(bad));
      git.go("main");
      assertEquals(new Direction.GoesBack(target(fix), true), apply(git.edit("ops", 9, "on")));
    }

    @Test
    void anUnmergedBranchAfterMainMoved() throws Exception {
      git.branch("feature");
      assertEquals(FORWARD, apply(git.edit("ops", 2, "two")));
      git.go("main");
      git.merge("feature");
      String moved = git.edit("ops", 8, "eight");
      assertEquals(FORWARD, apply(moved));
      git.go("feature");
      String more = git.edit("cs", 2, "more");
      assertEquals(new Direction.GoesBack(target(moved), true), apply(more));
    }

    @Test
    void anOldCommitWhileAnotherBranchRevertsTheNewOne() throws Exception {
      String one = git.edit("ops", 2, "two");
      assertEquals(FORWARD, apply(one));
      String two = git.edit("ops", 8, "eight");
      assertEquals(FORWARD, apply(two));
      git.branch("revert");
      git.revert(two);
      assertEquals(new Direction.Superseded(target(two)), apply(one));
    }

    @Test
    void theCleanHeadAfterADirtyRun() throws Exception {
      git.write("ops", 4, "four");
      assertEquals(FORWARD, runs.applyDirty(git.dir()));
      Direction.Superseded stale = assertInstanceOf(Direction.Superseded.class, apply(first));
      assertEquals(List.of(first, true), List.of(stale.last().commit(), stale.last().isDirty()));
    }

    @Test
    void anotherDirtyTree() throws Exception {
      git.write("ops", 4, "four");
      assertEquals(FORWARD, runs.applyDirty(git.dir()));
      git.write("ops", 4, "line 4");
      git.write("cs", 4, "four");
      assertInstanceOf(Direction.GoesBack.class, runs.applyDirty(git.dir()));
    }

    /** Its own branch is gone, and no run before it is in the commit's history. */
    @Test
    void whatTheRecordCannotJudge() throws Exception {
      String one = git.edit("ops", 2, "two");
      assertEquals(FORWARD, apply(one));
      git.reset(first);
      git.branch("other");
      git.delete("main");
      String other = git.edit("cs", 1, "other");
      assertEquals(new Direction.GoesBack(target(one), false), applyFresh(other));
    }

    /** Main took the branch in, and took it back: the branch is the older of the two. */
    @Test
    void aBranchThatTheTargetTookInAndTookBack() throws Exception {
      git.branch("feature");
      String feature = git.edit("ops", 2, "two");
      git.go("main");
      String squashed = git.squash("feature");
      git.revert(squashed);
      git.edit("cs", 2, "on");
      String main = git.edit("ops", 2, "not two");
      assertEquals(FORWARD, apply(main));
      git.go("feature");
      assertEquals(new Direction.GoesBack(target(main), true), apply(feature));
    }
  }
}
