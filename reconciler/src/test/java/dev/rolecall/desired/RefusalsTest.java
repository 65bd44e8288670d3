package dev.rolecall.desired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.problem.RuleId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code refusals/} is the smallest repository that trips the rule it is named after
 * ({@code rule} or {@code rule.variant}); {@code expected.txt} has everything that is said of it.
 */
class RefusalsTest {
  private static final Path FOLDERS =
      Path.of(System.getProperty("rolecall.root"), "reconciler/src/test/resources/refusals");

  /** Git would mangle these, or cannot hold them: {@link HostileFilesTest} writes them. */
  private static final Set<RuleId> WRITTEN_BY_CODE =
      EnumSet.of(
          RuleId.FILE_TOO_LARGE,
          RuleId.TREE_TOO_LARGE,
          RuleId.UNREADABLE_FILE,
          RuleId.SYMBOLIC_LINK,
          RuleId.INVALID_UTF8,
          RuleId.BYTE_ORDER_MARK);

  /** Found by the command line, git, or against the live tenant; tested where they are raised. */
  private static final Set<RuleId> NOT_IN_DOCUMENTS =
      EnumSet.of(
          RuleId.PLAN_FILE,
          RuleId.SESSIONS_STAY,
          RuleId.CUSTOM_RULE,
          RuleId.BROKEN_RULE,
          RuleId.MISSING_SECRET,
          RuleId.NO_GIT,
          RuleId.NO_COMMIT,
          RuleId.UNKNOWN_REVISION,
          RuleId.SHALLOW_CLONE,
          RuleId.DAMAGED_CLONE,
          RuleId.UNREADABLE_CLONE,
          RuleId.DIRTY_TREE,
          RuleId.HELD,
          RuleId.UNFINISHED_RUN,
          RuleId.BROKEN_GLASS,
          RuleId.BREAK_GLASS_OFF,
          RuleId.UNDOES,
          RuleId.NOT_UNDONE,
          RuleId.UNDO_UNCONFIRMED,
          RuleId.BRANCH_REFUSED,
          RuleId.APPLIED_REF,
          RuleId.NO_APPLIED_COMMIT,
          RuleId.TAKES_OVER,
          RuleId.RELEASED,
          RuleId.ROLE_MOVES,
          RuleId.DRAINED_HOLDERS,
          RuleId.DRAINED_ROLE_GONE,
          RuleId.UNMANAGED_HOLDER,
          RuleId.UNMANAGED_ROLE,
          RuleId.UNMANAGED_CAPABILITY,
          RuleId.REMOVAL_WITHHELD,
          RuleId.EXPIRED_OBSERVED,
          RuleId.KEPT_AFTER_EXPIRY,
          RuleId.OWN_JUDGE_REFUSES,
          RuleId.UNKNOWN_SUBJECT,
          RuleId.DUPLICATE_SUBJECT,
          RuleId.ADOPTS,
          RuleId.NO_RECORD,
          RuleId.RECORD_OF_ANOTHER_TENANT,
          RuleId.NOT_MOVED,
          RuleId.RECORD_RENAMED,
          RuleId.RECORD_UNREADABLE,
          RuleId.RECORD_REFUSED,
          RuleId.LEASE_HELD,
          RuleId.UNKNOWN_RUN,
          RuleId.RUN_UNSETTLED,
          RuleId.CLOCK_OFF,
          RuleId.SUPERSEDED,
          RuleId.ROLLED_BACK,
          RuleId.GOES_BACK,
          RuleId.STALE_PLAN,
          RuleId.INTERRUPTED,
          RuleId.REMOTE_FAILED,
          RuleId.AMBIGUOUS_SUBJECT,
          RuleId.SUBJECT_RECYCLED,
          RuleId.SUBJECT_RENAMED,
          RuleId.CAPABILITY_IN_USE,
          RuleId.NOT_STARTED,
          RuleId.CATALOGUE_OUTDATED,
          RuleId.REMOVAL_BUDGET,
          RuleId.GRANT_BUDGET,
          RuleId.REVOCATION_BUDGET,
          RuleId.MINIMUM_HOLDERS,
          RuleId.REQUIRED_HOLDERS,
          RuleId.PROTECTED,
          RuleId.KEEP_SELF,
          RuleId.PATHS,
          RuleId.APPROVAL_UNOWNED,
          RuleId.SENSITIVE,
          RuleId.SEPARATION_OF_DUTIES,
          RuleId.SLUG_LOOKALIKE,
          RuleId.ROLE_RETURNS,
          RuleId.NET_WIDENING,
          RuleId.DIRECT_USERS,
          RuleId.MAX_DURATION);

  @ParameterizedTest(name = "{0}")
  @MethodSource("folders")
  void saysWhatIsExpected(String name) throws IOException {
    Path folder = FOLDERS.resolve(name);
    RepositoryContent loaded = Repositories.loadChange(folder);
    String said = Repositories.lines(loaded.problems());
    assertEquals(Files.readString(folder.resolve("expected.txt")), said);
    assertTrue(said.contains(" " + ruleOf(name) + " "), () -> name + " is not tripped");
  }

  @Test
  void everyRuleOfDocumentsHasAFolder() throws IOException {
    Set<String> expected =
        EnumSet.complementOf(EnumSet.copyOf(NOT_IN_DOCUMENTS)).stream()
            .filter(rule -> !WRITTEN_BY_CODE.contains(rule))
            .map(RuleId::id)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> found = new TreeSet<>();
    folders().forEach(name -> found.add(ruleOf(name)));
    assertEquals(expected, found);
  }

  private static String ruleOf(String folder) {
    int dot = folder.indexOf('.');
    return dot < 0 ? folder : folder.substring(0, dot);
  }

  static List<String> folders() throws IOException {
    try (Stream<Path> all = Files.list(FOLDERS)) {
      return all.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }
}
