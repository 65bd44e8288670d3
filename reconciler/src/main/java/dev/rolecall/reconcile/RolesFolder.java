package dev.rolecall.reconcile;

import dev.rolecall.desired.Desired;
import dev.rolecall.git.GitRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the roles repository that somebody stands in. */
public final class RolesFolder {
  private RolesFolder() {}

  /**
   * The nearest folder from here upwards that has settings, never above the git repository: what
   * lies there may be anybody's. Where there is none, the folder itself.
   */
  public static Path from(Path here) throws IOException {
    if (!(GitRoot.find(here) instanceof GitRoot.WorkTree git)) {
      return here;
    }
    Path root = git.top().toRealPath();
    for (@Nullable Path at = here.toRealPath();
        at != null && at.startsWith(root);
        at = at.getParent()) {
      if (Files.isRegularFile(at.resolve(Desired.SETTINGS))) {
        return at;
      }
    }
    return here;
  }
}
