package dev.rolecall.desired.bind;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether a text can be the full name of a branch, by the rules of {@code git check-ref-format}.
 */
final class BranchName {
  private static final String HEADS = "refs/heads/";
  private static final Pattern REFUSED = Pattern.compile("[\\p{Cntrl} ~^:?*\\[\\\\]|\\.\\.|@\\{");

  private BranchName() {}

  static boolean isFull(String name) {
    if (!name.startsWith(HEADS) || REFUSED.matcher(name).find() || name.endsWith(".")) {
      return false;
    }
    String branch = name.substring(HEADS.length());
    return !branch.startsWith("-")
        && !branch.equals("HEAD")
        && List.of(branch.split("/", -1)).stream()
            .noneMatch(part -> part.isEmpty() || part.startsWith(".") || part.endsWith(".lock"));
  }
}
