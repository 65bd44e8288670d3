package dev.rolecall.desired.bind;

import dev.rolecall.model.Catalogue;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Provider;
import dev.rolecall.model.Settings;
import dev.rolecall.model.Sourced;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.Suggestions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Holds all documents against each other, for each tenant. */
public final class Binder {
  private final Settings settings;
  private final Given given;

  /**
   * What else is known.
   *
   * @param now decides what has expired, and therefore what is desired
   * @param today decides what somebody may write; earlier than {@code now} where a later run is
   *     looked at
   * @param providers those that a tenant can be of
   * @param base null without {@code --base}
   * @param past tombstones of history, of all tenants; asked for once the files are read, so that
   *     history can be searched at the same time
   */
  public record Given(
      Instant now,
      Instant today,
      Collection<Provider> providers,
      @Nullable Base base,
      Supplier<? extends Collection<PastTombstone>> past) {
    /** Of a run now. */
    public Given(
        Instant now,
        Collection<Provider> providers,
        @Nullable Base base,
        Supplier<? extends Collection<PastTombstone>> past) {
      this(now, now, providers, base, past);
    }
  }

  /** What the documents ask of each tenant; not to be planned with when a problem is an error. */
  public record Bound(
      SortedMap<String, DesiredState> states,
      SortedMap<String, Catalogue> catalogues,
      List<Problem> problems) {}

  public Binder(Settings settings, Given given) {
    this.settings = settings;
    this.given = given;
  }

  /** Each problem once, however many tenants it concerns. */
  public Bound bind(List<ScopedDocument> documents, UnreadTexts unread) {
    var problems = new LinkedHashSet<Problem>();
    documents.forEach(document -> naming(document.declared(), unread, problems));
    var states = new TreeMap<String, DesiredState>();
    var catalogues = new TreeMap<String, Catalogue>();
    for (TenantSettings tenant : settings.tenants().values()) {
      var theirs =
          documents.stream().filter(d -> concerns(d, tenant.name())).map(ScopedDocument::declared);
      var binding = new TenantBinding(tenant, given, unread, problems);
      states.put(tenant.name(), binding.bind(theirs.toList()));
      Catalogue catalogue = binding.catalogue();
      if (catalogue != null) {
        catalogues.put(tenant.name(), catalogue);
      }
    }
    new GuardRules(states, catalogues).check(settings, problems);
    return new Bound(states, catalogues, new ArrayList<>(problems));
  }

  private static boolean concerns(ScopedDocument document, String tenant) {
    List<Sourced<String>> named = document.declared().tenants();
    return document.tenants().contains(tenant)
        && (named.isEmpty() || named.stream().anyMatch(name -> name.value().equals(tenant)));
  }

  private void naming(Document document, UnreadTexts unread, Set<Problem> problems) {
    Set<String> known = settings.tenants().keySet();
    for (Sourced<String> name : document.tenants()) {
      if (!known.contains(name.value()) && !unread.mentions(name.value())) {
        String message = "rolecall.yaml has no tenant " + Words.shown(name.value()) + ".";
        String all = "It has " + String.join(", ", known) + ".";
        problems.add(
            Problem.error(RuleId.UNKNOWN_TENANT, name.at(), message)
                .advising(Suggestions.adviceFor(name.value(), known, all)));
      }
    }
    if (known.size() > 1) {
      switch (document) {
        case Document.OfHolders holders when holders.tenants().isEmpty() -> {
          String message = "This Assignment does not say which tenants it is for.";
          String advice = "Add tenants: [...] with some of " + String.join(", ", known) + ".";
          problems.add(
              Problem.error(RuleId.TENANT_NOT_NAMED, document.at(), message).advising(advice));
        }
        case Document.OfRole role when role.inline() -> {
          String message =
              "The role "
                  + role.role().slug()
                  + " carries its assignments, but there is more than one tenant.";
          problems.add(Problem.error(RuleId.INLINE_ASSIGNMENTS, role.holders().at(), message));
        }
        case Document.OfHolders _,
            Document.OfRole _,
            Document.OfCapability _,
            Document.OfTombstone _,
            Document.OfCatalogue _,
            Document.OfApproval _,
            Document.OfRatification _,
            Document.OfPolicy _,
            Document.OfRule _,
            Document.OfRevocation _ -> {}
      }
    }
  }
}
