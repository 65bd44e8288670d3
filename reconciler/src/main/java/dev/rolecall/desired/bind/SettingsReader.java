package dev.rolecall.desired.bind;

import dev.rolecall.desired.yaml.MapNode;
import dev.rolecall.desired.yaml.Node;
import dev.rolecall.desired.yaml.ScalarNode;
import dev.rolecall.model.Credentials;
import dev.rolecall.model.Guards;
import dev.rolecall.model.Provider;
import dev.rolecall.model.Settings;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code rolecall.yaml} to settings; loads no secret. */
public final class SettingsReader {
  private static final List<String> TEXT_OPTIONS =
      List.of("ca-file", "coverage", "identity", "page-size");

  /** As the schema has it: the name becomes part of a branch and of file names. */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  private final ProviderOptions providers;
  private final Function<String, Optional<String>> globComplaint;
  private final List<Problem> problems;

  /**
   * @param providers those that a tenant can be of
   * @param globComplaint why a text is no glob
   */
  public SettingsReader(
      Collection<Provider> providers,
      Function<String, Optional<String>> globComplaint,
      List<Problem> problems) {
    this.providers = new ProviderOptions(providers, problems);
    this.globComplaint = globComplaint;
    this.problems = problems;
  }

  /** The tenants that can be read; the schema has complained of what is missing. */
  public Settings read(Node document) {
    var tenants = new TreeMap<String, TenantSettings>();
    if (document instanceof MapNode map && map.get("tenants") instanceof MapNode all) {
      for (MapNode.Entry entry : all.entries()) {
        boolean named = NAME.matcher(entry.key().text()).matches();
        if (named && entry.value() instanceof MapNode tenant) {
          tenant(entry.key(), tenant, document).ifPresent(t -> tenants.put(t.name(), t));
        }
      }
    }
    new GuardValues(problems).check(document);
    return new Settings(tenants, NodeText.entries(document, "guards"));
  }

  private Optional<TenantSettings> tenant(ScalarNode name, MapNode map, Node document) {
    Optional<Provider> provider = providers.provider(map);
    URI url = url(map);
    var reader = new CredentialsReader(provider.orElse(null), problems);
    Credentials credentials = reader.read(map, "credentials");
    Credentials apply = reader.read(map, "apply-credentials");
    List<String> files = files(map);
    SortedMap<String, String> options = options(map);
    provider.ifPresent(known -> options.putAll(providers.read(known, name, map)));
    if (provider.isEmpty() || url == null || credentials == null) {
      return Optional.empty();
    }
    var endpoint = new TenantSettings.Endpoint(provider.get(), url, name.at());
    Guards guards = new GuardsReader(document, provider.get().features()).read();
    return Optional.of(
        new TenantSettings(name.text(), endpoint, credentials, apply, files, options, guards));
  }

  private @Nullable URI url(MapNode map) {
    String text = map.text("url");
    if (text == null) {
      return null;
    }
    SourceRef at = DocumentReader.place(map, "url");
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      error(RuleId.BAD_VALUE, at, "url is not an address.");
      return null;
    }
    if (url.getRawUserInfo() != null) {
      error(RuleId.SECRET_IN_FILE, at, "url carries credentials before the @.");
      return null;
    }
    if (url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
      error(
          RuleId.BAD_VALUE, at, "url must be https://HOST or https://HOST/PATH, without ? and #.");
      return null;
    }
    if ("http".equals(url.getScheme()) && !isLoopback(url.getHost())) {
      error(
          RuleId.INSECURE_URL,
          at,
          "url sends credentials over plain http to " + url.getHost() + ".");
    }
    return url;
  }

  /**
   * By name only: nothing is looked up, so a name that only resolves to the loopback is refused.
   */
  private static boolean isLoopback(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.equals("localhost")
        || lower.equals("[::1]")
        || lower.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");
  }

  private List<String> files(MapNode map) {
    var globs = new ArrayList<String>();
    for (Node item : map.items("files")) {
      if (item instanceof ScalarNode glob) {
        Optional<String> complaint = globComplaint.apply(glob.text());
        if (glob.text().startsWith("/") || leaves(glob.text())) {
          String message = "The glob " + glob.excerpt() + " leaves the repository.";
          error(RuleId.PATH_OUTSIDE, glob.at(), message);
        } else if (complaint.isPresent()) {
          String message = "%s is not a glob: %s.".formatted(glob.excerpt(), complaint.get());
          error(RuleId.BAD_VALUE, glob.at(), message);
        } else {
          globs.add(glob.text());
        }
      }
    }
    return globs;
  }

  private SortedMap<String, String> options(MapNode map) {
    var options = new TreeMap<String, String>();
    for (String key : TEXT_OPTIONS) {
      if (map.get(key) instanceof ScalarNode value) {
        options.put(key, value.text());
      }
    }
    record(map, options);
    String file = options.get("ca-file");
    if (file != null) {
      insideOrAbsolute(file, DocumentReader.place(map, "ca-file"), "ca-file", problems);
    }
    return options;
  }

  /** As {@link TenantSettings#record} reads it: record.local, or record.remote and record.ref. */
  private void record(MapNode map, SortedMap<String, String> options) {
    switch (map.get("record")) {
      case ScalarNode word when word.text().equals("local") -> options.put("record.local", "local");
      case MapNode place -> {
        String remote = place.text("remote");
        if (remote != null) {
          options.put("record.remote", remote);
        }
        String ref = place.text("ref");
        if (ref != null && BranchName.isFull(ref)) {
          options.put("record.ref", ref);
        } else if (ref != null && ref.startsWith("refs/heads/")) {
          String message = "ref is %s, which git takes for no branch.".formatted(Words.shown(ref));
          error(RuleId.BAD_VALUE, DocumentReader.place(place, "ref"), message);
        }
      }
      case null, default -> {}
    }
  }

  static void insideOrAbsolute(String path, SourceRef at, String key, List<Problem> problems) {
    if (leaves(path)) {
      String message = key + " names a relative path that leaves the repository.";
      problems.add(Problem.error(RuleId.PATH_OUTSIDE, at, message));
    }
  }

  private static boolean leaves(String path) {
    return List.of(path.split("[/\\\\]", -1)).contains("..");
  }

  private void error(RuleId rule, SourceRef at, String message) {
    problems.add(Problem.error(rule, at, message));
  }
}
