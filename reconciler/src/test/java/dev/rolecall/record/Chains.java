package dev.rolecall.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.git.ChainBranch;
import dev.rolecall.git.ChainCommit;
import dev.rolecall.git.ChainMessage;
import dev.rolecall.git.GitRepository;
import dev.rolecall.git.GitRoot;
import dev.rolecall.git.RemoteAccess;
import dev.rolecall.git.TreeEdit;
import dev.rolecall.git.TreeFile;
import dev.rolecall.model.RecordPlace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Branches in repositories of their own; the only place that knows how one is opened. */
final class Chains {
  static final String REF = "refs/heads/rolecall/record/production";

  private Chains() {}

  static ChainBranch open(Path dir) throws IOException {
    try {
      Git.init().setBare(true).setDirectory(dir.toFile()).setInitialBranch("main").call().close();
    } catch (GitAPIException e) {
      throw new IOException(e);
    }
    return GitRepository.open(new GitRoot.Bare(dir))
        .chain(new RecordPlace.InClone(REF), RemoteAccess.of(Map.of()));
  }

  /** Changes the tip by hand, as somebody may who can push. */
  static void meddle(ChainBranch branch, Map<String, String> files) throws IOException {
    ChainCommit tip = branch.fetch().orElse(null);
    TreeEdit edit = branch.edit(tip);
    files.forEach((path, text) -> {
      if (text.equals("-")) {
        edit.remove(path);
      } else {
        edit.put(path, text.getBytes(UTF_8));
      }
    });
    branch.append(tip, edit, new ChainMessage("by hand", "mallory", Instant.EPOCH));
  }

  /** Puts something else in the place of a file or a whole folder of the tip. */
  static void replace(Path dir, String path, FileMode mode) throws IOException {
    try (Repository repository = new RepositoryBuilder().setGitDir(dir.toFile()).build();
        var walk = new RevWalk(repository);
        var inserter = repository.newObjectInserter()) {
      RevCommit tip = walk.parseCommit(repository.resolve(REF));
      DirCache files = DirCache.read(walk.getObjectReader(), tip.getTree());
      ObjectId content =
          mode.equals(FileMode.GITLINK)
              ? tip
              : inserter.insert(Constants.OBJ_BLOB, "x".getBytes(UTF_8));
      DirCacheEditor editor = files.editor();
      editor.add(new DirCacheEditor.DeleteTree(path));
      editor.add(new DirCacheEditor.DeletePath(path));
      editor.finish();
      DirCacheEditor adding = files.editor();
      adding.add(
          new DirCacheEditor.PathEdit(path) {
            @Override
            public void apply(DirCacheEntry entry) {
              entry.setFileMode(mode);
              entry.setObjectId(content);
            }
          });
      adding.finish();
      var commit = new CommitBuilder();
      commit.setTreeId(files.writeTree(inserter));
      commit.setParentId(tip);
      commit.setAuthor(tip.getAuthorIdent());
      commit.setCommitter(tip.getCommitterIdent());
      commit.setMessage("by hand");
      ObjectId made = inserter.insert(commit);
      inserter.flush();
      RefUpdate update = repository.updateRef(REF);
      update.setNewObjectId(made);
      update.update();
    }
  }

  /** What one commit has and another has not: objects, and bytes as a pack without deltas has. */
  record Size(int objects, long bytes) {}

  static Size size(Path dir, ChainCommit commit, ChainCommit... without) throws IOException {
    try (Repository repository = new RepositoryBuilder().setGitDir(dir.toFile()).build();
        var walk = new ObjectWalk(repository)) {
      walk.markStart(walk.parseCommit(ObjectId.fromString(commit.id())));
      for (ChainCommit known : without) {
        walk.markUninteresting(walk.parseCommit(ObjectId.fromString(known.id())));
      }
      int objects = 0;
      long bytes = 0;
      for (var it = walk.next(); it != null; it = walk.next()) {
        objects++;
        bytes += deflated(repository.open(it).getBytes());
      }
      for (var it = walk.nextObject(); it != null; it = walk.nextObject()) {
        objects++;
        bytes += deflated(repository.open(it).getBytes());
      }
      return new Size(objects, bytes);
    }
  }

  private static int deflated(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(out)) {
      deflater.write(bytes);
    }
    return out.size() + 3;
  }

  /** A file that stands nowhere. */
  record TextFile(String path, String text) implements TreeFile {
    @Override
    public long size() {
      return bytes().length;
    }

    @Override
    public boolean symbolicLink() {
      return false;
    }

    @Override
    public byte[] bytes() {
      return text.getBytes(UTF_8);
    }

    @Override
    public String contentId() {
      return Buckets.blobId(bytes());
    }
  }
}
