package dev.rolecall.record;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rolecall.git.ChainBranch;
import dev.rolecall.git.ChainCommit;
import dev.rolecall.git.TreeEdit;
import java.io.IOException;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Commits that a target contains and no run before did, as the file {@code contains}, one a line.
 */
final class CommitIds {
  static final String NAME = "contains";

  private static final Pattern ID = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  private CommitIds() {}

  static void write(TreeEdit edit, SortedSet<String> ids) {
    if (ids.isEmpty()) {
      edit.remove(NAME);
    } else {
      edit.put(NAME, (String.join("\n", ids) + "\n").getBytes(US_ASCII));
    }
  }

  static SortedSet<String> read(ChainBranch branch, ChainCommit commit) throws IOException {
    var ids = new TreeSet<String>();
    var bytes = branch.read(commit, NAME);
    if (bytes.isPresent()) {
      for (String line : LineFile.lines(NAME, bytes.get())) {
        if (!ID.matcher(line).matches()) {
          throw new BrokenRecord("has something else for the id of a commit in contains");
        }
        ids.add(line);
      }
    }
    return Collections.unmodifiableSortedSet(ids);
  }
}
