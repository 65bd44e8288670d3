package dev.rolecall.record;

import dev.rolecall.git.FileSet;
import java.util.Optional;

/**
 * What a run made the tenant follow: a commit, or the uncommitted files of a working tree on its
 * HEAD. Two dirty runs are the same when HEAD and files are.
 *
 * @param commit its id, or the id of HEAD
 * @param dirtyFiles {@link FileSet#digest} of a working tree's files; empty for a commit itself
 */
public record Followed(String commit, Optional<String> dirtyFiles) {

  public static Followed commit(String id) {
    return new Followed(id, Optional.empty());
  }

  public static Followed dirty(String head, FileSet files) {
    return new Followed(head, Optional.of(files.digest()));
  }

  public boolean isDirty() {
    return dirtyFiles.isPresent();
  }
}
