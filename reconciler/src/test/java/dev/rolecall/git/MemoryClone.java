package dev.rolecall.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;

/** Commits of small trees, and clones in memory that have some of them: thousands a second. */
public final class MemoryClone {
  private final ObjectInserter names = repository().newObjectInserter();
  private final Map<String, byte[]> blobs = new LinkedHashMap<>();
  private final Map<String, byte[]> commits = new LinkedHashMap<>();
  private final Map<String, FileSet> trees = new LinkedHashMap<>();

  /**
   * A commit of exactly these files, without a clone to hold it yet.
   *
   * @param files path to text
   * @return its id
   */
  public String commit(SortedMap<String, String> files, List<String> parents) throws IOException {
    CommitBuilder commit = new CommitBuilder();
    FileSet set = files(files);
    commit.setTreeId(tree(set, names));
    parents.forEach(parent -> commit.addParentId(ObjectId.fromString(parent)));
    // Dates that lie: nothing may depend on them.
    Instant time = GitSandbox.TIME.plus(Duration.ofDays(commits.size() * 7919L % 4001 - 2000));
    commit.setAuthor(new PersonIdent("Anita", "anita@example.com", time, ZoneOffset.UTC));
    commit.setCommitter(commit.getAuthor());
    commit.setMessage("Commit " + commits.size());
    byte[] bytes = commit.build();
    String id = names.idFor(Constants.OBJ_COMMIT, bytes).name();
    commits.put(id, bytes);
    trees.put(id, set);
    return id;
  }

  public FileSet files(SortedMap<String, String> files) {
    SortedMap<String, String> ids = new TreeMap<>();
    files.forEach((path, text) -> {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      String id = names.idFor(Constants.OBJ_BLOB, bytes).name();
      blobs.put(id, bytes);
      ids.put(path, id);
    });
    return FileSet.of(ids);
  }

  /** The lineage of a clone that has these commits, and all files. */
  public Lineage cloneOf(Set<String> ids) throws IOException {
    InMemoryRepository repository = new InMemoryRepository(new DfsRepositoryDescription("clone"));
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      for (byte[] blob : blobs.values()) {
        inserter.insert(Constants.OBJ_BLOB, blob);
      }
      for (String id : ids) {
        ObjectId _ = tree(Objects.requireNonNull(trees.get(id)), inserter);
        inserter.insert(Constants.OBJ_COMMIT, commits.get(id));
      }
      inserter.flush();
    }
    return new Lineage(repository, new Subtree(""), Globs.DEFAULT, Set.of(), BlobReader.NONE);
  }

  private static ObjectId tree(FileSet files, ObjectInserter inserter) throws IOException {
    DirCache index = DirCache.newInCore();
    DirCacheBuilder builder = index.builder();
    files
        .blobs()
        .forEach((path, blob) -> {
          DirCacheEntry entry = new DirCacheEntry(path);
          entry.setFileMode(FileMode.REGULAR_FILE);
          entry.setObjectId(ObjectId.fromString(blob));
          builder.add(entry);
        });
    builder.finish();
    return index.writeTree(inserter);
  }

  private static InMemoryRepository repository() {
    return new InMemoryRepository(new DfsRepositoryDescription("clone"));
  }
}
