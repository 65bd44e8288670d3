package dev.rolecall.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.MergeCommand.FastForwardMode;
import org.eclipse.jgit.api.ResetCommand.ResetType;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.revwalk.RevCommit;

/** A real repository with branches that are merged in all the ways that hosts offer. */
public final class BranchedRepository implements AutoCloseable {
  private final Git git;

  private BranchedRepository(Git git) throws IOException {
    this.git = git;
    StoredConfig config = git.getRepository().getConfig();
    config.setString("user", null, "name", "Anita");
    config.setString("user", null, "email", "anita@example.com");
    config.setBoolean("commit", null, "gpgsign", false);
    config.save();
  }

  /** One commit on main: two roles of twelve lines each. */
  public static BranchedRepository init(Path dir) throws Exception {
    BranchedRepository made = new BranchedRepository(GitSandbox.init(dir));
    List<String> lines = new ArrayList<>();
    for (int line = 0; line < 12; line++) {
      lines.add("line " + line);
    }
    GitSandbox.write(made.git, "rolecall.yaml", "version: 1\n");
    GitSandbox.write(made.git, "roles/ops.yaml", String.join("\n", lines) + "\n");
    GitSandbox.write(made.git, "roles/cs.yaml", String.join("\n", lines) + "\n");
    GitSandbox.commitAll(made.git, "First");
    return made;
  }

  /** The same of a repository that is there already; its roles have one line each for a holder. */
  public static BranchedRepository of(Git git) throws IOException {
    return new BranchedRepository(git);
  }

  /** What a fresh clone gets: all branches, and nothing else. */
  public void cloneTo(Path dir) throws Exception {
    GitSandbox.clone(dir(), dir).close();
  }

  public Path dir() {
    return git.getRepository().getWorkTree().toPath();
  }

  public String head() throws IOException {
    return git.getRepository().resolve("HEAD").name();
  }

  /** Makes a branch here, and goes there. */
  public void branch(String name) throws Exception {
    git.checkout().setCreateBranch(true).setName(name).call();
  }

  public void go(String name) throws Exception {
    git.checkout().setName(name).call();
  }

  public void delete(String name) throws Exception {
    git.branchDelete().setBranchNames(name).setForce(true).call();
  }

  /** Sets one line of a role, without a commit. */
  public void write(String role, int line, String text) throws IOException {
    Path file = dir().resolve("roles/" + role + ".yaml");
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.set(line, text);
    Files.writeString(file, String.join("\n", lines) + "\n");
  }

  public String commit(String message) throws Exception {
    return GitSandbox.commitAll(git, message);
  }

  /** Sets one line of a role and commits it. */
  public String edit(String role, int line, String text) throws Exception {
    write(role, line, text);
    return commit(role + " " + line + " is " + text);
  }

  public String merge(String branch) throws Exception {
    ok(
        git.merge()
            .include(git.getRepository().resolve(branch))
            .setFastForward(FastForwardMode.NO_FF)
            .setStrategy(MergeStrategy.RECURSIVE)
            .call()
            .getMergeStatus()
            .isSuccessful());
    return head();
  }

  public String squash(String branch) throws Exception {
    ok(
        git.merge()
            .include(git.getRepository().resolve(branch))
            .setSquash(true)
            .call()
            .getMergeStatus()
            .isSuccessful());
    return commit("Squash " + branch);
  }

  /** Each of the commits of a branch that this one lacks, as a commit of its own. */
  public String rebase(String branch) throws Exception {
    List<RevCommit> commits = new ArrayList<>();
    git.log()
        .add(git.getRepository().resolve(branch))
        .not(git.getRepository().resolve("HEAD"))
        .call()
        .forEach(commits::addFirst);
    for (RevCommit commit : commits) {
      String _ = pick(commit.name());
    }
    return head();
  }

  public String pick(String commit) throws Exception {
    ok(git.cherryPick().include(ObjectId.fromString(commit)).call().getNewHead() != null);
    return head();
  }

  public String revert(String commit) throws Exception {
    ok(git.revert().include(ObjectId.fromString(commit)).call() != null);
    return head();
  }

  public void reset(String commit) throws Exception {
    git.reset().setMode(ResetType.HARD).setRef(commit).call();
  }

  @Override
  public void close() {
    git.close();
  }

  private static void ok(boolean done) {
    if (!done) {
      throw new AssertionError("git could not do that");
    }
  }
}
