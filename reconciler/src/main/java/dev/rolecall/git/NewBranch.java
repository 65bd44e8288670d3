package dev.rolecall.git;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** A branch of the clone with one commit of its own; the working tree stays as it is. */
public final class NewBranch {
  private final Repository repository;
  private final Subtree subtree;
  private final String ref;

  NewBranch(Repository repository, Subtree subtree, String name) {
    this.repository = repository;
    this.subtree = subtree;
    this.ref = Constants.R_HEADS + name;
  }

  /** Why there can be no such branch, a clause; empty: there can. */
  public Optional<String> refused() throws IOException {
    // Git takes a name with a dash in front for an option.
    if (!Repository.isValidRefName(ref) || ref.startsWith(Constants.R_HEADS + "-")) {
      return Optional.of("is no name of a branch");
    }
    return repository.exactRef(ref) == null ? Optional.empty() : Optional.of("is there already");
  }

  /**
   * Writes it.
   *
   * @param parent what it goes on from
   * @param files by their paths below DIR, what becomes of them; empty: they go
   * @return the id of its commit
   * @throws IOException where it cannot be written, or has come to be there in the meantime
   */
  public String write(Commit parent, Map<String, Optional<byte[]>> files, ChainMessage message)
      throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter();
        ObjectReader reader = repository.newObjectReader();
        RevWalk walk = new RevWalk(reader)) {
      ObjectId before = walk.parseCommit(ObjectId.fromString(parent.id())).getTree();
      DirCache cache = DirCache.read(reader, before);
      DirCacheEditor editor = cache.editor();
      for (Map.Entry<String, Optional<byte[]>> file : files.entrySet()) {
        String path = subtree.path(file.getKey());
        if (file.getValue().isEmpty()) {
          editor.add(new DirCacheEditor.DeletePath(path));
        } else {
          ObjectId blob = inserter.insert(Constants.OBJ_BLOB, file.getValue().get());
          editor.add(
              new DirCacheEditor.PathEdit(path) {
                @Override
                public void apply(DirCacheEntry entry) {
                  entry.setFileMode(FileMode.REGULAR_FILE);
                  entry.setObjectId(blob);
                }
              });
        }
      }
      editor.finish();
      var commit = new CommitBuilder();
      commit.setTreeId(cache.writeTree(inserter));
      commit.setParentId(ObjectId.fromString(parent.id()));
      commit.setAuthor(message.ident());
      commit.setCommitter(message.ident());
      commit.setMessage(message.text());
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      RefUpdate update = repository.updateRef(ref);
      update.setNewObjectId(id);
      update.setExpectedOldObjectId(ObjectId.zeroId());
      RefUpdate.Result result = update.update();
      if (result != RefUpdate.Result.NEW) {
        throw new IOException("The branch could not be made: " + result + ".");
      }
      return id.name();
    }
  }
}
