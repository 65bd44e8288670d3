package dev.rolecall.cli;

import dev.rolecall.git.GitRepository;
import dev.rolecall.git.GitRoot;
import dev.rolecall.git.RemoteAccess;
import dev.rolecall.model.RecordPlace;
import dev.rolecall.model.TenantIdentity;
import dev.rolecall.record.LastRun;
import dev.rolecall.record.RecordTip;
import dev.rolecall.record.TenantRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Judges each run of a random walk by what the tenant and the record were before and after. */
final class WalkJudge {
  private final Team team;
  private final String url;
  private final WalkCommits commits;
  private final WalkDiary diary;
  private final WalkOracle oracle = new WalkOracle();
  private final List<String> targets = new ArrayList<>();
  private @Nullable WalkTree lastTree;
  private boolean dirtyTarget;
  private Instant doubtUntil = Instant.MIN;
  private boolean unfinished;
  private boolean doubtful;

  /**
   * @param url the tenant's, as the runs know it
   */
  WalkJudge(Team team, String url, WalkCommits commits, WalkDiary diary) {
    this.team = team;
    this.url = url;
    this.commits = commits;
    this.diary = diary;
  }

  /** The record is lost. */
  void forget() {
    oracle.forget();
    targets.clear();
    lastTree = null;
  }

  /**
   * What a hand does to what an unfinished run meant cannot be told from that run, until a run has
   * looked when nothing of that one could arrive any more.
   */
  boolean inDoubt() {
    return unfinished || doubtful;
  }

  /** A run wrote, and its end is not recorded. */
  void leftUnfinished(Instant now) {
    unfinished = true;
    doubtful = true;
    doubtUntil = now.plus(Duration.ofMinutes(36));
  }

  /** A run came to its end. */
  void looked(Instant now) {
    doubtful &= now.isBefore(doubtUntil);
  }

  void wrote(WalkRun asked, WalkOracle.Live before, WalkOracle.Live after) {
    oracle.wrote(asked.tree(), before, after);
  }

  void complete(WalkRun asked, WalkOracle.Live before, WalkOracle.Live after) {
    oracle.complete(asked.tree(), before, after);
  }

  /**
   * @param recorded the run moved the record
   */
  void ran(
      WalkRun asked, Cli.Ran ran, WalkOracle.Live before, WalkOracle.Live after, boolean recorded) {
    direction(asked, ran);
    if (!recorded) {
      if (!before.holds().equals(after.holds())) {
        throw new AssertionError("it wrote and recorded nothing: " + ran);
      }
    } else {
      begun(asked, before);
      oracle.wrote(asked.tree(), before, after);
    }
    boolean leftOut = asked.leavesOut() && oracle.open(asked.tree(), before, after).isPresent();
    if (ran.exit() == 0 && !leftOut) {
      oracle.complete(asked.tree(), before, after);
    }
  }

  void begun(WalkRun asked, WalkOracle.Live before) {
    diary.count("recorded");
    unfinished = false;
    oracle.begun(asked.tree(), before);
    lastTree = asked.tree();
    if (asked.ref() == null) {
      dirtyTarget = true;
    } else {
      targets.add(asked.ref());
      dirtyTarget &= asked.has("--rollback");
    }
  }

  /** A commit older than one that was run is refused; one that contains them all never is. */
  private void direction(WalkRun asked, Cli.Ran ran) {
    String ref = asked.ref();
    if (ref == null || asked.has("--rollback") || targets.isEmpty() || dirtyTarget) {
      return;
    }
    boolean older = targets.stream().anyMatch(target -> commits.isOlder(ref, target));
    boolean newest = targets.stream().allMatch(target -> commits.isOlder(target, ref));
    boolean refused = ran.exit() == ExitCode.STALE.code();
    boolean went = ran.exit() == 0 || ran.exit() == ExitCode.PARTLY_DONE.code();
    if (older && went && !asked.tree().equals(lastTree)) {
      throw new AssertionError("an older commit was applied: " + ran);
    }
    if (newest && refused) {
      throw new AssertionError("the newest commit was refused: " + ran);
    }
    if (refused) {
      diary.count("refused");
    }
  }

  void sameGranted() {
    Set<WalkOracle.Pair> recorded =
        last().map(LastRun::granted).stream()
            .flatMap(granted -> granted.stream())
            .map(grant -> new WalkOracle.Pair(grant.role().value(), grant.subject().id()))
            .collect(Collectors.toSet());
    if (!recorded.equals(oracle.owned())) {
      throw new AssertionError("the record has " + new TreeSet<>(texts(recorded)) + ", " + oracle);
    }
    diary.count("compared");
  }

  private static List<String> texts(Set<WalkOracle.Pair> pairs) {
    return pairs.stream().map(WalkOracle.Pair::toString).toList();
  }

  Optional<String> unfinished() {
    return last()
        .map(LastRun::run)
        .filter(run -> run.progress().ended() == null)
        .map(run -> run.run().id());
  }

  private Optional<LastRun> last() {
    try (var repository =
            GitRepository.open((GitRoot.InGit) GitRoot.find(team.author().directory()));
        var branch =
            repository.chain(
                new RecordPlace.OnRemote(null, RolesRepo.RECORD), RemoteAccess.of(Map.of()))) {
      var identity = new TenantIdentity("tenant-api", url, null);
      return new TenantRecord(branch, identity).fetch() instanceof RecordTip.Known(LastRun last)
          ? Optional.of(last)
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
