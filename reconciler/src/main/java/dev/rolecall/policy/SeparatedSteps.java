package dev.rolecall.policy;

import dev.rolecall.access.Crossing;
import dev.rolecall.access.EffectiveAccess;
import dev.rolecall.access.Route;
import dev.rolecall.access.Routes;
import dev.rolecall.access.Together;
import dev.rolecall.access.Waivers;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Grant;
import dev.rolecall.model.Person;
import dev.rolecall.model.Separation;
import dev.rolecall.model.Separation.Side;
import dev.rolecall.model.Slug;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Grants that bring somebody to one side of a policy while removals take them from the other: until
 * all of those are made, they would hold both. Ways count that are there in passing alone: somebody
 * joins a role that is about to lose what it contains.
 *
 * <p>Judged by person, because what crosses may be a group on one side and a line of one's own on
 * the other. Whom a waiver lets hold both waits for nothing.
 */
final class SeparatedSteps {
  private final Proposal proposal;

  /** With all that is given and nothing taken: no moment of a run has more. */
  private final Routes most;

  private final Map<Grant, String> joining = new HashMap<>();
  private final Map<Grant, String> leaving = new HashMap<>();
  private final List<Proposed> ofDefinitions = new ArrayList<>();
  private final SortedMap<String, SortedSet<String>> waits = new TreeMap<>();
  private final SortedMap<String, Separation> policies = new TreeMap<>();

  private SeparatedSteps(Proposal proposal) {
    this.proposal = proposal;
    DiffInputs inputs = proposal.inputs();
    List<Change> given =
        proposal.steps().stream().map(Proposed::change).filter(SeparatedSteps::gives).toList();
    most = new Routes(inputs.live(), inputs.features(), given, proposal.people());
    for (Proposed step : proposal.steps()) {
      switch (step.change()) {
        case Change.AssignmentAdded added -> joining.put(added.grant(), step.id());
        case Change.AssignmentRemoved removed -> leaving.put(removed.grant(), step.id());
        case Change.OfRole _, Change.OfCapability _ -> ofDefinitions.add(step);
      }
    }
  }

  /**
   * Looks at everybody who crosses.
   *
   * @param together of the steps of the proposal
   */
  static SeparatedSteps of(Proposal proposal, List<Together> together) {
    var steps = new SeparatedSteps(proposal);
    for (Together one : together) {
      one.crossings().forEach(steps::add);
    }
    return steps;
  }

  /** By the id of each grant, the removals that it waits for. */
  SortedMap<String, SortedSet<String>> waits() {
    return waits;
  }

  /** The policy for which this grant waits, the first of them. */
  Separation policy(String grant) {
    Separation policy = policies.get(grant);
    if (policy == null) {
      throw new IllegalArgumentException("waits for no policy: " + grant);
    }
    return policy;
  }

  private void add(Crossing crossing) {
    DiffInputs inputs = proposal.inputs();
    var waivers =
        new Waivers(
            crossing.policy(),
            inputs.live().directory(),
            inputs.record().pins(),
            proposal.people());
    List<Person> bound =
        crossing.people().stream().filter(person -> !waivers.let(person, inputs.now())).toList();
    Map<String, List<Route>> off = most.to(crossing.from(), bound);
    Map<String, List<Route>> on = most.to(crossing.to(), bound);
    var cuts = new HashMap<Route, Set<String>>();
    var makes = new HashMap<Route, Set<String>>();
    var seen = new HashSet<List<List<Route>>>();
    for (Person person : bound) {
      String id = person.account().id();
      List<Route> ending = off.getOrDefault(id, List.of());
      List<Route> beginning = on.getOrDefault(id, List.of());
      if (seen.add(List.of(ending, beginning))) {
        var removals = new TreeSet<String>();
        ending.forEach(route ->
            removals.addAll(cuts.computeIfAbsent(route, one -> cutting(one, crossing.from()))));
        for (Route route : beginning) {
          for (String grant : makes.computeIfAbsent(route, one -> making(one, crossing.to()))) {
            waits.computeIfAbsent(grant, _ -> new TreeSet<>()).addAll(removals);
            policies.putIfAbsent(grant, crossing.policy());
          }
        }
      }
    }
  }

  /** The steps without which the way would still be there. */
  private Set<String> cutting(Route route, Side side) {
    var ids = own(leaving, route);
    for (Proposed step : ofDefinitions) {
      boolean cuts =
          switch (step.change()) {
            case Change.RoleRetired retired -> isOn(retired.role(), route);
            case Change.RoleCapabilityRemoved removed ->
                isOn(removed.role(), route) && gives(removed.capability(), side);
            case Change.CapabilityRemoved removed ->
                most.access().ofRole(route.role()).capabilities().contains(removed.id())
                    && gives(removed.id(), side);
            case Change.OfHolder _,
                Change.CapabilityCreated _,
                Change.CapabilityEdited _,
                Change.RoleCreated _,
                Change.RoleTextEdited _,
                Change.RoleCapabilityAdded _ ->
                false;
          };
      if (cuts) {
        ids.add(step.id());
      }
    }
    return ids;
  }

  /** The steps without which the way would not be there. */
  private Set<String> making(Route route, Side side) {
    var ids = own(joining, route);
    for (Proposed step : ofDefinitions) {
      if (step.change() instanceof Change.RoleCapabilityAdded added
          && isOn(added.role(), route)
          && gives(added.capability(), side)) {
        ids.add(step.id());
      }
    }
    return ids;
  }

  private static Set<String> own(Map<Grant, String> steps, Route route) {
    var ids = new TreeSet<String>();
    String own = steps.get(new Grant(route.role(), route.holder().identity()));
    if (own != null) {
      ids.add(own);
    }
    return ids;
  }

  /** Whether somebody may be able to do more after it, or another change needs it for that. */
  static boolean gives(Change change) {
    return change.gains()
        || change instanceof Change.CapabilityCreated
        || change instanceof Change.RoleCreated;
  }

  /** Whether the way leads through this role. */
  private boolean isOn(Slug role, Route route) {
    return role.equals(route.role())
        || Affected.has(most.access().ofRole(route.role()), role, proposal.inputs().features());
  }

  private boolean gives(CapabilityId capability, Side side) {
    EffectiveAccess access = most.access();
    return side.items().stream().anyMatch(access.ofCapability(capability)::has);
  }
}
