package dev.rolecall.reconcile;

import dev.rolecall.git.Commit;
import dev.rolecall.git.FileTree;
import dev.rolecall.git.TreeFile;
import dev.rolecall.model.Credentials;
import dev.rolecall.model.SecretSource;
import dev.rolecall.model.Settings;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files that settings point to and a change replaces: as much a change of settings as their text.
 */
final class PointedChanges {
  private static final int SHORT = 7;

  private PointedChanges() {}

  /** One finding for each file; none without a base. */
  static List<Problem> of(RolesRepository repository) throws IOException {
    Optional<Commit> base = repository.base();
    Optional<Commit> head = repository.commit();
    if (base.isEmpty() || head.isEmpty()) {
      return List.of();
    }
    FileTree before = repository.needGit("--base").files(base.get());
    FileTree after = repository.files();
    var found = new ArrayList<Problem>();
    Settings settings = repository.settings();
    for (TenantSettings tenant : settings.tenants().values()) {
      for (String pointed : paths(tenant).distinct().toList()) {
        Optional<String> inside = JudgedFiles.inside(repository.directory(), pointed);
        if (inside.isPresent()) {
          String was = id(before, inside.get());
          String is = id(after, inside.get());
          if (!was.equals(is)) {
            found.add(
                Problem.warning(
                    RuleId.SETTINGS_CHANGED,
                    SourceRef.wholeFile(inside.get()),
                    "content of %s, which tenant %s points to: %s -> %s"
                        .formatted(pointed, tenant.name(), was, is)));
          }
        }
      }
    }
    return found;
  }

  private static String id(FileTree tree, String path) throws IOException {
    Optional<TreeFile> file = tree.file(path);
    return file.isEmpty() ? "not there" : file.get().contentId().substring(0, SHORT);
  }

  private static Stream<String> paths(TenantSettings tenant) {
    @Nullable String caFile = tenant.options().get("ca-file");
    return Stream.concat(
        Stream.ofNullable(caFile),
        Stream.of(Optional.of(tenant.credentials()), Optional.ofNullable(tenant.applyCredentials()))
            .flatMap(Optional::stream)
            .flatMap(PointedChanges::secrets)
            .flatMap(secret ->
                secret instanceof SecretSource.File(String path)
                    ? Stream.of(path)
                    : Stream.empty()));
  }

  private static Stream<SecretSource> secrets(Credentials credentials) {
    Credentials.@Nullable User user = credentials.user();
    return Stream.of(
            Stream.of(credentials.clientId()),
            Stream.ofNullable(credentials.clientSecret()),
            user == null ? Stream.<SecretSource>empty() : Stream.of(user.name(), user.password()))
        .flatMap(each -> each);
  }
}
