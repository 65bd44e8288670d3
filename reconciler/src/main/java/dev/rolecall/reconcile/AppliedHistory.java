package dev.rolecall.reconcile;

import dev.rolecall.git.Commit;
import dev.rolecall.git.GitRepository;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectDirectory;
import dev.rolecall.model.SubjectId;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectLookups;
import dev.rolecall.model.SubjectName;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.record.PastRun;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What commits declared that earlier runs applied: commits before the one at hand that a branch of
 * the remote has, so nothing that only the record says.
 */
final class AppliedHistory {
  /** How many of the commits before a run are looked at. */
  private static final int MOST = 5;

  private final List<DesiredState> states;
  private final Map<Key, Map<SubjectId, DesiredAssignment>> lines = new HashMap<>();

  /** Lines of one state about one kind of holders of one role. */
  private record Key(int state, Slug role, SubjectKind kind) {}

  private AppliedHistory(List<DesiredState> states) {
    this.states = states;
  }

  /**
   * Of the runs before one. A commit counts that the one has which is asked for now: on a branch
   * that nobody merged anybody may declare anything.
   */
  static AppliedHistory before(
      UndoneRun run, DesiredSide asked, RolesRepository repository, Instant now)
      throws IOException {
    Set<String> targets = new LinkedHashSet<>();
    for (PastRun.Known one : run.earlier()) {
      if (targets.size() < MOST && !one.run().target().dirty()) {
        targets.add(one.run().target().commit());
      }
    }
    TenantSettings tenant = asked.settings();
    Commit tip = Objects.requireNonNull(asked.commit(), "an undo has a commit");
    GitRepository git = repository.needGit("undo");
    boolean alone = repository.records().of(tenant).isLocal();
    var loader = new DesiredLoader(repository, now);
    var states = new ArrayList<DesiredState>();
    for (String id : targets) {
      Optional<Commit> commit = git.find(id);
      if (commit.isPresent()
          && git.containment().isWithin(commit.get(), tip)
          && (alone || repository.isOnRemote(commit.get()))) {
        @Nullable DesiredState state = loader.at(commit.get()).states().get(tenant.name());
        if (state != null) {
          states.add(state);
        }
      }
    }
    return new AppliedHistory(states);
  }

  /** Whose names have to be known to tell who held one of these roles. */
  SubjectLookups lookUps(Set<Slug> roles) {
    Set<SubjectName> names = new HashSet<>();
    for (DesiredState state : states) {
      for (Slug role : roles) {
        @Nullable DesiredHolding holding = state.holdings().get(role);
        if (holding != null) {
          holding.assignments().stream()
              .filter(line -> line.id() == null)
              .forEach(line -> names.add(line.subject().folded()));
        }
      }
    }
    return SubjectLookups.ofNames(names);
  }

  /** As it tells of the accounts of today. */
  Witness witness(SubjectDirectory directory, Instant now) {
    return new Witness() {
      @Override
      public boolean held(Slug role, Subject subject) {
        return line(role, subject, directory).filter(line -> line.activeAt(now)).isPresent();
      }

      @Override
      public boolean bundled(Slug role, CapabilityId capability) {
        return defined(role, Set.of(capability));
      }

      @Override
      public boolean defined(Slug role, Set<CapabilityId> capabilities) {
        return roles(role).stream()
            .anyMatch(one -> one.definition().capabilities().containsAll(capabilities));
      }
    };
  }

  private List<DesiredRole> roles(Slug slug) {
    return states.stream()
        .map(state -> Optional.ofNullable(state.roles().get(slug)))
        .flatMap(Optional::stream)
        .toList();
  }

  /** The newest line that declared it. */
  Optional<DesiredAssignment> line(Slug role, Subject subject, SubjectDirectory directory) {
    for (int i = 0; i < states.size(); i++) {
      @Nullable DesiredAssignment line =
          lines
              .computeIfAbsent(new Key(i, role, subject.kind()), key -> read(key, directory))
              .get(subject.identity());
      if (line != null) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }

  private Map<SubjectId, DesiredAssignment> read(Key key, SubjectDirectory directory) {
    @Nullable DesiredHolding holding = states.get(key.state()).holdings().get(key.role());
    var found = new HashMap<SubjectId, DesiredAssignment>();
    if (holding != null) {
      for (DesiredAssignment line : holding.of(key.kind())) {
        if (line.id() != null) {
          found.put(new SubjectId(key.kind(), line.id()), line);
        } else {
          directory.find(line.subject()).ifPresent(subject -> found.put(subject.identity(), line));
        }
      }
    }
    return found;
  }
}
