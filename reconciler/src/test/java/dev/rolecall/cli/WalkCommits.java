package dev.rolecall.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.MergeCommand.FastForwardMode;
import org.eclipse.jgit.api.ResetCommand.ResetType;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.RefSpec;
import org.jspecify.annotations.Nullable;

/** The repository of a random walk: people edit, branch, merge, squash and revert. */
final class WalkCommits {
  static final List<String> ROLES = List.of("ops", "cs", "gone");
  private static final List<String> NAMES = WalkTenant.NAMES;

  private final Team team;
  private final Chance chance;
  private final WalkDiary diary;
  private final Git git;
  private final Set<String> features = new LinkedHashSet<>();
  private boolean retired;

  WalkCommits(Team team, Chance chance, WalkDiary diary) {
    this.team = team;
    this.chance = chance;
    this.diary = diary;
    git = team.author().git();
    write("ops", new WalkTree.Doc("add", new TreeSet<>(List.of(NAMES.get(0)))));
    write("cs", new WalkTree.Doc("exact", new TreeSet<>()));
    write("gone", new WalkTree.Doc("add", new TreeSet<>(List.of(NAMES.get(1)))));
    team.push("Three roles");
  }

  String head(String branch) {
    return team.author().ref("refs/heads/" + branch).orElseThrow();
  }

  WalkTree tree(String commit) {
    return WalkTree.at(git.getRepository(), commit);
  }

  private void checkout(String branch) throws GitAPIException {
    git.checkout().setName(branch).call();
  }

  private void write(String slug, WalkTree.Doc doc) {
    team.author().write("roles/" + slug + ".yaml", WalkTree.yaml(slug, doc, NAMES));
  }

  /** Pushes the branch that is checked out. */
  private void push(String branch) throws GitAPIException {
    WalkTree merged = tree(head(branch));
    merged.roles().forEach(this::write);
    if (!git.status().call().isClean()) {
      team.author().commit("Mend what git merged line by line");
    }
    var spec = new RefSpec("+refs/heads/" + branch + ":refs/heads/" + branch);
    git.push().setRefSpecs(spec).call();
    diary.say(branch + " = " + head(branch).substring(0, 7) + "  " + tree(head(branch)));
  }

  /** Changes the files of the working tree at random; false: there is nothing to change. */
  private boolean change(WalkTree tree, boolean main) {
    String slug = chance.one(ROLES);
    boolean last = slug.equals("gone");
    if (tree.retired().contains(slug) || (last && (retired || !main))) {
      return false;
    }
    WalkTree.@Nullable Doc doc = tree.roles().get(slug);
    int kind = chance.below(20);
    if (doc == null) {
      write(slug, new WalkTree.Doc(chance.oneIn(2) ? "add" : "exact", users()));
    } else if (kind < 13) {
      var users = new TreeSet<>(doc.users());
      String name = chance.one(NAMES);
      if (!users.remove(name)) {
        users.add(name);
      }
      write(slug, new WalkTree.Doc(doc.manage(), users));
    } else if (kind < 17) {
      String manage = chance.one(List.of("add", "exact", "observe"));
      if (manage.equals(doc.manage())) {
        return false;
      }
      write(slug, new WalkTree.Doc(manage, doc.users()));
    } else {
      team.author().delete("roles/" + slug + ".yaml");
      if (last) {
        team.author().write("retired/" + slug + ".yaml", WalkTree.tombstone(slug));
        retired = true;
      }
    }
    return true;
  }

  private SortedSet<String> users() {
    return NAMES.stream()
        .filter(_ -> chance.oneIn(3))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  void edit() throws GitAPIException {
    String branch =
        features.isEmpty() || !chance.oneIn(3) ? "main" : chance.one(List.copyOf(features));
    checkout(branch);
    if (change(tree(head(branch)), branch.equals("main"))) {
      team.author().commit("Edit " + diary.lines().size());
      push(branch);
    }
    checkout("main");
  }

  void branch() throws GitAPIException {
    String name = "f" + chance.below(2);
    if (features.add(name)) {
      git.branchCreate().setName(name).setStartPoint("main").setForce(true).call();
      checkout(name);
      if (change(tree(head(name)), false)) {
        team.author().commit("Begin " + name);
      }
      push(name);
      checkout("main");
    }
  }

  void merge() throws GitAPIException {
    if (features.isEmpty()) {
      return;
    }
    String name = chance.one(List.copyOf(features));
    boolean squash = chance.oneIn(3);
    boolean pull = chance.oneIn(5);
    checkout(pull ? name : "main");
    ObjectId other = ObjectId.fromString(head(pull ? "main" : name));
    var merged =
        git.merge()
            .include(other)
            .setSquash(squash)
            .setCommit(!squash)
            .setMessage("Merge " + diary.lines().size())
            .setFastForward(squash ? FastForwardMode.FF : FastForwardMode.NO_FF)
            .call();
    if (!merged.getMergeStatus().isSuccessful()) {
      git.reset().setMode(ResetType.HARD).call();
    } else {
      if (squash) {
        team.author().commit("Squash " + diary.lines().size());
      }
      diary.say((squash ? "squash " : "merge ") + name + (pull ? " the other way" : ""));
      push(pull ? name : "main");
    }
    checkout("main");
  }

  void revert() throws GitAPIException {
    checkout("main");
    try (var revs = new RevWalk(git.getRepository())) {
      RevCommit last = revs.parseCommit(ObjectId.fromString(head("main")));
      if (last.getParentCount() != 1
          || tree(last.name()).retired().size()
              != tree(last.getParent(0).name()).retired().size()) {
        return;
      }
      @Nullable RevCommit made = git.revert().include(last).call();
      if (made == null) {
        git.reset().setMode(ResetType.HARD).call();
        return;
      }
      diary.say("revert");
      push("main");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> all() {
    try {
      var commits = new ArrayList<String>();
      git.log().all().call().forEach(commit -> commits.add(commit.name()));
      return commits.stream().sorted().toList();
    } catch (GitAPIException | IOException e) {
      throw new AssertionError(e);
    }
  }

  boolean isOlder(String commit, String than) {
    try (var revs = new RevWalk(git.getRepository())) {
      return !commit.equals(than)
          && revs.isMergedInto(
              revs.parseCommit(ObjectId.fromString(commit)),
              revs.parseCommit(ObjectId.fromString(than)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SortedMap<String, String> files() {
    var files = new TreeMap<String, String>();
    for (String folder : List.of("roles", "retired")) {
      Path path = team.author().file(folder);
      if (Files.isDirectory(path)) {
        try (var all = Files.list(path)) {
          all.forEach(file -> files.put(folder + "/" + file.getFileName(), RolesRepo.text(file)));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return files;
  }

  /**
   * Changes the files without a commit, never by a tombstone: where that does not become a commit,
   * no commit with the role can be run ever again.
   */
  Optional<WalkTree> edited() throws GitAPIException {
    checkout("main");
    return change(tree(head("main")), false) ? Optional.of(WalkTree.of(files())) : Optional.empty();
  }

  void commitEdited() throws GitAPIException {
    team.author().commit("What was applied before");
    push("main");
  }

  void throwEditedAway() throws GitAPIException {
    git.reset().setMode(ResetType.HARD).setRef(Constants.HEAD).call();
    git.clean().setCleanDirectories(true).setForce(true).call();
  }
}
