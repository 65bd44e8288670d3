package dev.rolecall.reconcile;

import dev.rolecall.desired.RepositoryContent;
import dev.rolecall.model.Approval;
import dev.rolecall.model.GuardMemory;
import dev.rolecall.model.GuardMemory.Bound;
import dev.rolecall.model.Settings;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Approvals that allow nothing any more: over, or used for all that they were used for once. Of
 * their use this clone knows what it has fetched of the record; no remote is asked.
 */
final class SpentApprovals {
  private final SortedSet<SourceRef> over = new TreeSet<>();
  private final SortedMap<SourceRef, Approval> used = new TreeMap<>();

  private SpentApprovals() {}

  /** Of a working tree, or of a commit. */
  static SpentApprovals of(RolesRepository repository, RepositoryContent loaded, Instant now)
      throws IOException {
    var spent = new SpentApprovals();
    var open = new TreeSet<SourceRef>();
    for (var state : loaded.states().entrySet()) {
      if (state.getValue().approvals().isEmpty()) {
        continue;
      }
      Map<String, Bound> bound = bound(repository, loaded, state.getKey());
      for (Approval approval : state.getValue().approvals()) {
        @Nullable Bound steps = bound.get(approval.digest());
        if (!now.isBefore(approval.expires())) {
          spent.over.add(approval.at());
        } else if (steps != null && steps.steps().isEmpty()) {
          spent.used.put(approval.at(), approval);
        } else {
          open.add(approval.at());
        }
      }
    }
    // What one tenant has used another may need.
    spent.used.keySet().removeAll(open);
    return spent;
  }

  private static SortedMap<String, Bound> bound(
      RolesRepository repository, RepositoryContent loaded, String tenant) throws IOException {
    @Nullable Settings settings = loaded.settings();
    @Nullable TenantSettings known = settings == null ? null : settings.tenants().get(tenant);
    return known == null ? new TreeMap<>() : bound(repository, known);
  }

  /** By their digest, the approvals that this clone knows to be used in a tenant. */
  static SortedMap<String, Bound> bound(RolesRepository repository, TenantSettings tenant)
      throws IOException {
    Optional<GuardMemory> memory =
        repository.git().isEmpty()
            ? Optional.empty()
            : repository.records().lastKnownMemory(tenant);
    return memory.isEmpty() ? new TreeMap<>() : memory.get().approvals();
  }

  /** Where they stand. */
  List<SourceRef> places() {
    var places = new TreeSet<>(over);
    places.addAll(used.keySet());
    return List.copyOf(places);
  }

  /** That they can go: those of the files that are over are told of by the files already. */
  List<Problem> warnings(List<Problem> ofFiles) {
    var all = new ArrayList<Problem>();
    for (Problem problem : ofFiles) {
      all.add(
          problem.rule() == RuleId.APPROVAL_SPENT
              ? Problem.warning(RuleId.APPROVAL_SPENT, problem.at(), problem.message())
              : problem);
    }
    used.forEach((at, approval) ->
        all.add(
            Problem.warning(
                RuleId.APPROVAL_SPENT,
                at,
                "This approval of %s was used, and what it was for is done."
                    .formatted(approval.rule().id()))));
    return all;
  }
}
