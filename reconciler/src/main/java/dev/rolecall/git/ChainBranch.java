package dev.rolecall.git;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * A branch that a program keeps: a chain of commits, each with the one before as its only parent,
 * moved by compare-and-swap, on a remote or in this clone. Knows nothing of what its files mean.
 * Not for branches that people commit to: of several parents it sees the first alone.
 *
 * <p>The user's clone is not changed by a branch on a remote: no ref moves, it becomes neither
 * larger nor shallow, and no hook runs. Not safe for use by several threads, save {@link #tipId};
 * any number of processes may have the same one open.
 */
public final class ChainBranch implements AutoCloseable {
  private final Chain chain;
  private final ChainWriter writer;

  ChainBranch(Chain chain) {
    this.chain = chain;
    this.writer = new ChainWriter(chain);
  }

  /** For people: {@code origin refs/heads/rolecall/record/production}. */
  public String describe() {
    return chain.describe();
  }

  /** Whether it is in this clone alone. */
  public boolean isLocal() {
    return chain instanceof LocalChain;
  }

  /**
   * The tip as it is now; empty when there is no such branch. Asks the remote, and fetches the tip
   * without what is before it.
   */
  public Optional<ChainCommit> fetch() throws IOException {
    Optional<ObjectId> tip = chain.tip();
    if (tip.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(mending(tip.get(), () -> ChainObjects.parse(chain.objects(), tip.get())));
  }

  /**
   * The id of the tip as it is now; empty when there is no such branch. Asks the remote, and
   * fetches nothing. For any thread, whatever another one does with this branch.
   */
  public Optional<String> tipId() throws IOException {
    return chain.ask(chain.ref()).map(ObjectId::name);
  }

  /** The whole chain as it is now, newest first; fetches what is missing of it. */
  public List<ChainCommit> history() throws IOException {
    Optional<ChainCommit> tip = fetch();
    if (tip.isEmpty()) {
      return List.of();
    }
    ObjectId id = id(tip.get());
    List<ChainCommit> known = ChainObjects.walk(chain.objects(), id);
    if (known.getLast().parent() != null) {
      chain.deepen(id, id(known.getLast()));
      known = ChainObjects.walk(chain.objects(), id);
    }
    if (known.getLast().parent() != null) {
      throw new RemoteException("%s did not hand out its history.".formatted(describe()));
    }
    return List.copyOf(known);
  }

  /**
   * The id that another ref has where this branch is kept, such as what an older rolecall left
   * there; fetches nothing.
   */
  public Optional<String> ask(String ref) throws IOException {
    if (!Repository.isValidRefName(ref)) {
      throw new IllegalArgumentException("not the full name of a ref: " + ref);
    }
    return chain.ask(ref).map(ObjectId::name);
  }

  /** The content of a file; empty when there is none at this path. */
  public Optional<byte[]> read(ChainCommit commit, String path) throws IOException {
    PathNames.requirePlain(path);
    return mending(id(commit), () -> ChainObjects.read(chain.objects(), tree(commit), path));
  }

  /**
   * The files below a folder, which is their root; to be read before this is closed.
   *
   * @param source what they are of, for messages: {@code commit 4f1c2ab}
   */
  public FileTree files(ChainCommit commit, String folder, String source) throws IOException {
    PathNames.requirePlain(folder);
    ObjectId tree = mending(id(commit), () -> tree(commit));
    return new CommitFiles(chain.objects(), new Subtree(folder), source, tree);
  }

  /** Hands over the files below a folder, sorted by path; one at a time is in memory. */
  public void each(ChainCommit commit, String folder, PathBytes sink) throws IOException {
    for (Map.Entry<String, String> blob : blobs(commit, folder).entrySet()) {
      byte[] bytes = mending(id(commit), () -> ChainObjects.blob(chain.objects(), blob.getValue()));
      sink.take(blob.getKey(), bytes);
    }
  }

  /** The files below a folder: path relative to it, to blob id. */
  public SortedMap<String, String> blobs(ChainCommit commit, String folder) throws IOException {
    PathNames.requirePlain(folder);
    return mending(id(commit), () -> ChainObjects.blobs(chain.objects(), tree(commit), folder));
  }

  /**
   * Changes to the tree of a commit, for one append.
   *
   * @param base null: to an empty tree
   */
  public TreeEdit edit(@Nullable ChainCommit base) throws IOException {
    return writer.edit(base);
  }

  /**
   * Makes a commit with the expected one as its parent and moves the branch to it, if the expected
   * one still is its tip.
   *
   * @param expected null: the branch is not there
   */
  public Appended append(@Nullable ChainCommit expected, TreeEdit tree, ChainMessage message)
      throws IOException {
    return append(expected, expected, tree, message);
  }

  /**
   * Makes a commit with a parent that may be the tip of another branch of the same remote.
   *
   * @param expected the tip of this branch, which the parent is or contains; null: it is not there
   */
  public Appended append(
      @Nullable ChainCommit expected,
      @Nullable ChainCommit parent,
      TreeEdit tree,
      ChainMessage message)
      throws IOException {
    ChainWriter.Made made = writer.write(parent, parent, tree, message);
    return chain.move(
        expected == null ? ObjectId.zeroId() : id(expected), made.commit(), made.objects());
  }

  /**
   * Puts a chain in the place of the whole branch: the first commit has no parent, and what was
   * before it is on the branch no more.
   *
   * @param chain oldest first; not empty
   */
  public Appended restart(ChainCommit expected, List<NewCommit> chain) throws IOException {
    @Nullable ChainCommit last = null;
    NewObjects made = NewObjects.none(this.chain.objects());
    for (NewCommit next : chain) {
      ChainCommit before = last == null ? expected : last;
      ChainWriter.Made one = writer.write(before, last, next.tree(), next.message());
      made = made.and(one.objects());
      last = one.commit();
    }
    return this.chain.move(
        id(expected), Objects.requireNonNull(last, "a chain has a commit"), made);
  }

  /** The content of any object that the record or the clone has; empty when neither has it. */
  public Optional<byte[]> content(String blobId) {
    try {
      return Optional.of(ChainObjects.blob(chain.objects(), blobId));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    writer.close();
    chain.close();
  }

  private ObjectId tree(ChainCommit commit) throws IOException {
    return ChainObjects.tree(chain.objects(), id(commit));
  }

  private static ObjectId id(ChainCommit commit) {
    return ObjectId.fromString(commit.id());
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  /**
   * A blob that was borrowed from the clone may be gone from there, and a machine that lost power
   * may have left half a file: both are fetched again.
   */
  private <T> T mending(ObjectId commit, Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (RemoteException | OddEntryException e) {
      throw e;
    } catch (IOException e) { // JGit has a dozen words for a broken object
      chain.mend(commit);
      return reading.read();
    }
  }
}
