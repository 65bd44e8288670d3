package dev.rolecall.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * What a commit of the random walk declares, written and read here alone: the walk does not trust
 * the product with it.
 *
 * @param roles by slug
 * @param retired slugs with a tombstone
 */
record WalkTree(SortedMap<String, Doc> roles, SortedSet<String> retired) {

  /** One role: how its users are managed, and who they are. */
  record Doc(String manage, SortedSet<String> users) {}

  /** Lines stand far apart, so that git can merge what two people did to one role. */
  static String yaml(String slug, Doc doc, List<String> everybody) {
    var yaml = new StringBuilder();
    yaml.append("kind: Role\nslug: ").append(slug).append("\nname: ").append(slug);
    yaml.append("\ndescription: A role.\ncapabilities:\n  - audit:read\n#\n#\n#\n#\n");
    yaml.append("manage: ").append(doc.manage()).append("\n#\n#\n#\n#\nassignments:\n");
    yaml.append(doc.users().isEmpty() ? "  users: []\n" : "  users:\n").append("#\n#\n#\n");
    for (String user : everybody) {
      yaml.append("    # here may be ").append(user).append("\n    #\n    #\n");
      if (doc.users().contains(user)) {
        yaml.append("    - ").append(user).append('\n');
      }
      yaml.append("    #\n    #\n    #\n");
    }
    return yaml.toString();
  }

  static String tombstone(String slug) {
    return "kind: RetiredRole\nslug: %s\nretired: 2026-11-02\nreason: Over.\n".formatted(slug);
  }

  static WalkTree of(Map<String, String> files) {
    var roles = new TreeMap<String, Doc>();
    var retired = new TreeSet<String>();
    files.forEach((path, text) -> {
      String slug = path.replaceFirst(".*/", "").replace(".yaml", "");
      if (path.startsWith("retired/")) {
        retired.add(slug);
      } else if (path.startsWith("roles/")) {
        roles.put(slug, doc(text));
      }
    });
    return new WalkTree(roles, retired);
  }

  private static Doc doc(String text) {
    var users = new TreeSet<String>();
    String manage = "";
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("manage: ")) {
        manage = line.substring("manage: ".length());
      } else if (line.startsWith("    - ")) {
        users.add(line.substring("    - ".length()));
      }
    }
    return new Doc(manage, users);
  }

  static WalkTree at(Repository repository, String commit) {
    var files = new LinkedHashMap<String, String>();
    try (var revs = new RevWalk(repository);
        var tree = new TreeWalk(repository)) {
      tree.addTree(revs.parseCommit(ObjectId.fromString(commit)).getTree());
      tree.setRecursive(true);
      while (tree.next()) {
        byte[] bytes = repository.open(tree.getObjectId(0)).getBytes();
        files.put(tree.getPathString(), new String(bytes, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return of(files);
  }

  /** Names that any line of any role has. */
  SortedSet<String> names() {
    var names = new TreeSet<String>();
    roles.values().forEach(doc -> names.addAll(doc.users()));
    return names;
  }

  @Override
  public String toString() {
    var parts = new ArrayList<String>();
    roles.forEach((slug, doc) -> parts.add(slug + ":" + doc.manage() + doc.users()));
    retired.forEach(slug -> parts.add(slug + ":retired"));
    return String.join(" ", parts);
  }
}
