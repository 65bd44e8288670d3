package dev.rolecall.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.internal.storage.file.PackInserter;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.URIish;

/** Real repositories for tests, made with JGit; every commit has a fixed author and time. */
final class GitSandbox {
  static final Instant TIME = Instant.parse("2026-11-02T10:00:00Z");
  private static final PersonIdent AUTHOR =
      new PersonIdent("Anita", "anita@example.com", TIME, ZoneOffset.UTC);

  private GitSandbox() {}

  static Git init(Path dir) throws GitAPIException {
    JGitSetting.install();
    return Git.init().setDirectory(dir.toFile()).setInitialBranch("main").call();
  }

  static Git bare(Path dir) throws GitAPIException {
    JGitSetting.install();
    return Git.init().setBare(true).setDirectory(dir.toFile()).setInitialBranch("main").call();
  }

  static Git clone(Path from, Path to) throws GitAPIException {
    JGitSetting.install();
    return Git.cloneRepository().setURI(from.toUri().toString()).setDirectory(to.toFile()).call();
  }

  static void remote(Git git, String name, String uri) throws Exception {
    git.remoteAdd().setName(name).setUri(new URIish(uri)).call();
  }

  static void write(Git git, String path, String text) throws IOException {
    Path file = git.getRepository().getWorkTree().toPath().resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Adds and removes everything that changed, and commits it. */
  static String commitAll(Git git, String message) throws GitAPIException {
    git.add().addFilepattern(".").call();
    git.add().setUpdate(true).addFilepattern(".").call();
    return git.commit()
        .setMessage(message)
        .setAuthor(AUTHOR)
        .setCommitter(AUTHOR)
        .setSign(false)
        .call()
        .name();
  }

  static String commit(Git git, String path, String text) throws Exception {
    write(git, path, text);
    return commitAll(git, "Write " + path);
  }

  /** A commit of exactly these files, made without a working tree. */
  static ObjectId insert(Repository repository, Map<String, String> files, ObjectId... parents)
      throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId id = insert(inserter, files, parents);
      inserter.flush();
      return id;
    }
  }

  static ObjectId insert(ObjectInserter inserter, Map<String, String> files, ObjectId... parents)
      throws IOException {
    DirCache index = DirCache.newInCore();
    DirCacheBuilder builder = index.builder();
    for (Map.Entry<String, String> file : files.entrySet()) {
      DirCacheEntry entry = new DirCacheEntry(file.getKey());
      entry.setFileMode(FileMode.REGULAR_FILE);
      entry.setObjectId(
          inserter.insert(Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8)));
      builder.add(entry);
    }
    builder.finish();
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(index.writeTree(inserter));
    commit.setParentIds(parents);
    commit.setAuthor(AUTHOR);
    commit.setCommitter(AUTHOR);
    commit.setMessage("Commit of " + files.size());
    return inserter.insert(commit);
  }

  /** Many objects into one pack: a thousand times fewer files than {@link #insert} writes. */
  static ObjectInserter packing(Repository repository) {
    PackInserter inserter = ((ObjectDirectory) repository.getObjectDatabase()).newPackInserter();
    inserter.checkExisting(false);
    return inserter;
  }

  static void point(Repository repository, String ref, ObjectId to) throws IOException {
    RefUpdate update = repository.updateRef(ref);
    update.setNewObjectId(to);
    update.forceUpdate();
  }

  static GitRepository open(Path dir) throws IOException {
    return switch (GitRoot.find(dir)) {
      case GitRoot.PlainFolder _ -> throw new AssertionError("no repository at " + dir);
      case GitRoot.InGit root -> GitRepository.open(root);
    };
  }
}
