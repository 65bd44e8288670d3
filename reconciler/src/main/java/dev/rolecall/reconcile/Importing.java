package dev.rolecall.reconcile;

import dev.rolecall.export.ExportedDocument;
import dev.rolecall.export.Exporter;
import dev.rolecall.git.Globs;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Slug;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.Suggestions;
import dev.rolecall.report.Renderer;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Live roles to be written as documents.
 *
 * @param roles slugs of the tenant; a role is taken that one of these or of the globs names
 * @param globs of slugs, valid ones; all roles when both lists are empty
 */
public record Importing(List<String> roles, List<String> globs, Exporter.Options options) {
  public Importing {
    roles = List.copyOf(roles);
    globs = List.copyOf(globs);
  }

  /**
   * Reads what was asked for, and of nobody else who holds what.
   *
   * @throws InvalidInputException for a role that the tenant does not have
   */
  public List<ExportedDocument> read(TenantReader reader) throws TenantException {
    Extent everything =
        options.holders() == Exporter.Holders.EXACT
            ? Extent.everythingWithNamesakes()
            : Extent.definitions();
    if (roles.isEmpty() && globs.isEmpty()) {
      return Exporter.export(reader.read(everything), null, options);
    }
    LiveState definitions = reader.read(Extent.definitions());
    Set<Slug> wanted = wanted(definitions);
    LiveState live =
        options.holders() == Exporter.Holders.OBSERVE
            ? definitions
            : reader.read(extent(wanted, definitions.roles().size(), everything));
    return Exporter.export(live, wanted, options);
  }

  /** Where most roles are wanted, one listing of everything costs less than one of each. */
  private static Extent extent(Set<Slug> wanted, int all, Extent everything) {
    return wanted.size() > all / 2
        ? everything
        : new Extent(wanted, everything.holders(), everything.subjects());
  }

  private Set<Slug> wanted(LiveState live) {
    var wanted = new TreeSet<Slug>();
    List<String> known = live.roles().keySet().stream().map(Slug::value).toList();
    for (String role : roles) {
      @Nullable Slug slug = known.contains(role) ? new Slug(role) : null;
      if (slug == null) {
        throw new InvalidInputException(
            Problem.error(
                    RuleId.UNKNOWN_ROLE,
                    null,
                    "The tenant has no role " + Renderer.visible(role) + ".")
                .advising(
                    Suggestions.adviceFor(role, known, "It has %d.".formatted(known.size()))));
      }
      wanted.add(slug);
    }
    var selected = Globs.of(globs);
    live.roles().keySet().stream()
        .filter(slug -> selected.match(slug.value()))
        .forEach(wanted::add);
    return wanted;
  }
}
