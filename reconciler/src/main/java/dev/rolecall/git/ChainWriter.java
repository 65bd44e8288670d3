package dev.rolecall.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** Writes new commits into the store of a chain; moves no branch. Not for several threads. */
final class ChainWriter implements AutoCloseable {
  private final Chain chain;
  private final List<ObjectSink> sinks = new ArrayList<>();

  ChainWriter(Chain chain) {
    this.chain = chain;
  }

  /**
   * Changes to the tree of a commit, for one commit.
   *
   * @param base null: to an empty tree
   */
  TreeEdit edit(@Nullable ChainCommit base) throws IOException {
    ObjectSink sink = new ObjectSink(chain.objects());
    sinks.add(sink);
    return new TreeEdit(sink, base);
  }

  /**
   * A commit that is on no branch yet.
   *
   * @param objects those that it has and the one that was known before has not
   */
  record Made(ChainCommit commit, NewObjects objects) {}

  /**
   * Writes a commit.
   *
   * @param known a commit whose objects the branch has already; null: none
   * @param parent null: the chain begins with it
   */
  Made write(
      @Nullable ChainCommit known,
      @Nullable ChainCommit parent,
      TreeEdit edit,
      ChainMessage message)
      throws IOException {
    Repository objects = chain.objects();
    @Nullable ObjectId there = known == null ? null : tree(known);
    ObjectId tree;
    ObjectId commit;
    try (ObjectReader reader = objects.newObjectReader();
        ObjectSink sink = edit.sink()) {
      @Nullable ChainCommit base = edit.base();
      tree = edit.write(new TreeWriter(reader, sink), base == null ? null : tree(base));
      commit = sink.insertLast(Constants.OBJ_COMMIT, commit(tree, parent, message));
      sinks.remove(sink);
    }
    NewObjects made = NewObjects.between(objects, commit, tree, there, edit.copies());
    return new Made(ChainObjects.parse(objects, commit), made);
  }

  private static byte[] commit(ObjectId tree, @Nullable ChainCommit parent, ChainMessage message)
      throws IOException {
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree);
    if (parent != null) {
      commit.setParentId(ObjectId.fromString(parent.id()));
    }
    commit.setAuthor(message.ident());
    commit.setCommitter(message.ident());
    commit.setMessage(message.text());
    return commit.build();
  }

  private ObjectId tree(ChainCommit commit) throws IOException {
    return ChainObjects.tree(chain.objects(), ObjectId.fromString(commit.id()));
  }

  @Override
  public void close() {
    sinks.forEach(ObjectSink::close);
  }
}
