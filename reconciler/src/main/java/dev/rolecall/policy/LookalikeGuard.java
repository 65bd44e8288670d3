package dev.rolecall.policy;

import dev.rolecall.diff.Change;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Slug;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.problem.RuleId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks about a role whose slug or name reads like that of another one, live or retired. */
final class LookalikeGuard implements Guard {

  @Override
  public void judge(Proposal proposal, Consumer<ObjectionDraft> sink) {
    List<Proposed> naming =
        proposal.judged().stream().filter(one -> names(one.change()).name() != null).toList();
    if (naming.isEmpty()) {
      return;
    }
    var known = new Known(proposal.inputs(), proposal.judged());
    for (Proposed one : naming) {
      Named named = names(one.change());
      known
          .like(named)
          .ifPresent(like ->
              sink.accept(
                  ObjectionDraft.of(RuleId.SLUG_LOOKALIKE, Needs.APPROVAL, like)
                      .about(new Holdable.OfRole(named.slug()))
                      .by(List.of(one))));
    }
  }

  /**
   * What a change calls a role.
   *
   * @param name null: it names none
   * @param isNew whether the slug is new too
   */
  private record Named(Slug slug, @Nullable String name, boolean isNew) {}

  private static Named names(Change change) {
    return switch (change) {
      case Change.RoleCreated created -> new Named(created.role(), created.after().name(), true);
      case Change.RoleTextEdited edited when edited.text() == Change.Text.NAME ->
          new Named(edited.role(), edited.after(), false);
      case Change.OfRole of -> new Named(of.role(), null, false);
      case Change.OfHolder of -> new Named(of.role(), null, false);
      case Change.OfCapability _ -> new Named(new Slug("-"), null, false);
    };
  }

  /** The slugs and names that there are, by how they read. */
  private static final class Known {
    private final Map<String, Set<Slug>> slugs = new HashMap<>();
    private final Map<String, Set<Slug>> names = new HashMap<>();
    private final DiffInputs inputs;

    Known(DiffInputs inputs, List<Proposed> judged) {
      this.inputs = inputs;
      var called = new TreeMap<Slug, String>();
      inputs.live().roles().forEach((slug, role) -> called.put(slug, role.definition().name()));
      for (Proposed one : judged) {
        Named named = names(one.change());
        if (named.name() != null) {
          called.put(named.slug(), named.name());
        }
      }
      called.forEach((slug, name) -> {
        add(slugs, slug.value(), slug);
        add(names, name, slug);
      });
      inputs.live().retired().forEach(slug -> add(slugs, slug.value(), slug));
      inputs.desired().retired().keySet().forEach(slug -> add(slugs, slug.value(), slug));
    }

    private static void add(Map<String, Set<Slug>> to, String text, Slug slug) {
      String skeleton = Skeleton.of(text);
      if (!skeleton.isEmpty()) {
        to.computeIfAbsent(skeleton, _ -> new TreeSet<>()).add(slug);
      }
    }

    Optional<String> like(Named named) {
      @Nullable Slug slug = named.isNew() ? other(slugs, named.slug().value(), named.slug()) : null;
      if (slug != null) {
        return Optional.of(
            "The new slug %s reads like %s, which %s."
                .formatted(named.slug(), slug, standing(slug)));
      }
      @Nullable Slug name = other(names, String.valueOf(named.name()), named.slug());
      return name == null
          ? Optional.empty()
          : Optional.of(
              "The role %s is called \"%s\", which reads like the name of %s."
                  .formatted(named.slug(), named.name(), name));
    }

    private String standing(Slug slug) {
      return inputs.live().roles().containsKey(slug)
          ? "is a live role"
          : inputs.live().retired().contains(slug) || inputs.desired().retired().containsKey(slug)
              ? "is retired"
              : "is as new";
    }

    private static @Nullable Slug other(Map<String, Set<Slug>> in, String text, Slug self) {
      return in.getOrDefault(Skeleton.of(text), Set.of()).stream()
          .filter(slug -> !slug.equals(self))
          .findFirst()
          .orElse(null);
    }
  }
}
