package dev.rolecall.git;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/** Which commit brought each version that {@link History#versions} has shown; known at its end. */
public final class Introductions {
  private final Map<String, Commit> first = new HashMap<>();
  private @Nullable Commit oldest;

  /** The oldest commit of the history that has this version and whose parent has not. */
  public Commit of(PastFile version) {
    @Nullable Commit found = first.getOrDefault(version.contentId(), oldest);
    return found == null ? version.lastIn() : found;
  }

  void note(ObjectId content, RevCommit commit) {
    first.put(content.name(), GitRepository.commit(commit));
  }

  void reached(RevCommit commit) {
    oldest = GitRepository.commit(commit);
  }
}
