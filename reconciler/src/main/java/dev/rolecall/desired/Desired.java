package dev.rolecall.desired;

import dev.rolecall.desired.bind.Base;
import dev.rolecall.desired.bind.Binder;
import dev.rolecall.desired.bind.SettingsDiff;
import dev.rolecall.desired.bind.SettingsPlaces;
import dev.rolecall.desired.bind.SettingsReader;
import dev.rolecall.desired.schema.SchemaCheck;
import dev.rolecall.desired.yaml.Node;
import dev.rolecall.desired.yaml.ScalarNode;
import dev.rolecall.git.FileTree;
import dev.rolecall.git.Globs;
import dev.rolecall.git.TreeFile;
import dev.rolecall.model.Provider;
import dev.rolecall.model.Settings;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.model.Uncounted;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a roles repository. Asks git nothing by itself: the files, the base and the history are
 * given, so that a check that needs none of them starts no git.
 */
public final class Desired {
  /** The name of the settings file. */
  public static final String SETTINGS = "rolecall.yaml";

  private Desired() {}

  /** Loads what reading any repository needs, ahead of it. */
  public static void prepare() {
    SchemaCheck.prepare();
  }

  /**
   * Everything in one pass; never throws for what is in the files.
   *
   * @throws IOException when the folder or commit itself cannot be listed
   */
  public static RepositoryContent load(FileTree files, Binder.Given given) throws IOException {
    return load(files, given, true);
  }

  /** The same of files that were judged before: what lies beside them is not looked for. */
  public static RepositoryContent loadPast(FileTree files, Binder.Given given) throws IOException {
    return load(files, given, false);
  }

  private static RepositoryContent load(FileTree files, Binder.Given given, boolean lookAside)
      throws IOException {
    var problems = new ArrayList<Problem>();
    Node written = written(files, problems);
    Settings settings = written == null ? null : read(written, given.providers(), problems);
    boolean broken = Problem.anyError(problems);
    var contents =
        new DocumentFiles(files, settings == null ? new Settings(new TreeMap<>()) : settings);
    Base base = given.base();
    // A base without settings has nothing to judge by: the head's own, each tenant a finding.
    Settings judge = base == null || base.settings() == null ? settings : base.settings();
    Optional<Problem> tooMuch = contents.tooMuch();
    if (tooMuch.isPresent()) {
      problems.add(tooMuch.get());
      return new RepositoryContent(judge, settings, new TreeMap<>(), new TreeMap<>(), problems, "");
    }
    var documents = contents.read(problems);
    List<Problem> changed =
        base == null || settings == null
            ? List.of()
            : SettingsDiff.between(base, settings, new SettingsPlaces(written));
    if (settings == null) {
      return new RepositoryContent(
          judge,
          null,
          new TreeMap<>(),
          new TreeMap<>(),
          ordered(changed, problems),
          contents.digest());
    }
    var uncounted = Uncounted.nothing();
    if (lookAside && !broken) {
      var overlooked = Overlooked.of(files, contents.counting());
      problems.addAll(overlooked.problems());
      problems.addAll(emptyGlobs(settings, contents, new SettingsPlaces(written)));
      uncounted = overlooked.uncounted();
    }
    var bound = new Binder(settings, given).bind(documents, contents.unread(broken, uncounted));
    problems.addAll(bound.problems());
    return new RepositoryContent(
        judge,
        settings,
        bound.states(),
        bound.catalogues(),
        ordered(changed, problems),
        contents.digest());
  }

  private static List<Problem> emptyGlobs(
      Settings settings, DocumentFiles contents, SettingsPlaces places) {
    var problems = new ArrayList<Problem>();
    for (TenantSettings tenant : settings.tenants().values()) {
      SourceRef at = places.of(tenant.name(), List.of("files"));
      for (String glob : tenant.files()) {
        if (!contents.matches(glob)) {
          String message =
              "The glob %s of tenant %s matches no file."
                  .formatted(ScalarNode.excerpt(glob), tenant.name());
          problems.add(Problem.warning(RuleId.GLOB_MATCHES_NOTHING, at, message));
        }
      }
    }
    return problems;
  }

  /** The settings alone, for commands that need no document; null when there are none. */
  public static @Nullable Settings settings(
      FileTree files, Collection<Provider> providers, List<Problem> problems) throws IOException {
    Node written = written(files, problems);
    return written == null ? null : read(written, providers, problems);
  }

  private static Settings read(
      Node written, Collection<Provider> providers, List<Problem> problems) {
    return new SettingsReader(providers, Globs::complaint, problems).read(written);
  }

  /** The document that the settings are, judged by its schema; null when there is none. */
  private static @Nullable Node written(FileTree files, List<Problem> problems) throws IOException {
    Optional<TreeFile> file = files.file(SETTINGS);
    if (file.isEmpty()) {
      String message = "There is no rolecall.yaml here.";
      problems.add(Problem.error(RuleId.NO_CONFIGURATION, null, message));
      return null;
    }
    var parsed = FileContent.of(file.get());
    problems.addAll(parsed.problems());
    if (parsed.documents().isEmpty()) {
      return null;
    }
    Node document = parsed.documents().getFirst();
    if (parsed.documents().size() > 1) {
      SourceRef at = parsed.documents().get(1).at();
      String message = "rolecall.yaml holds one document; this is another.";
      problems.add(Problem.error(RuleId.BAD_VALUE, at, message).advising("Remove it."));
    }
    problems.addAll(SchemaCheck.settings(document));
    return document;
  }

  private static List<Problem> ordered(List<Problem> first, List<Problem> rest) {
    Set<Problem> all = new LinkedHashSet<>(first);
    rest.stream().sorted(Problem.BY_PLACE).forEach(all::add);
    return List.copyOf(all);
  }
}
