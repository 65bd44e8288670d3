package dev.rolecall.record;

import dev.rolecall.git.ChainBranch;
import dev.rolecall.git.ChainCommit;
import dev.rolecall.git.TreeEdit;
import dev.rolecall.model.Grant;
import dev.rolecall.model.Granted;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The granted set as {@code granted/3f/cs-lead/users.txt}, one id a line: two digits of the hash of
 * the role, the role, the kind, and for large ones {@link Buckets}.
 */
final class GrantedFolder {
  static final String NAME = "granted";

  /** More than any tenant has; a record with more is not read. */
  private static final int MOST = 10_000_000;

  private static final int HASH_DIGITS = 2;

  private GrantedFolder() {}

  /** Where a role stands, relative to the folder. */
  static String folder(Slug role) {
    String hash = Buckets.hash(role.value()).substring(0, HASH_DIGITS);
    return hash + "/" + PercentText.name(role.value());
  }

  /** Every grant, or those of one role; one file at a time is held. */
  static Granted read(ChainBranch branch, ChainCommit commit, @Nullable Slug only)
      throws IOException {
    var reading = new Reading();
    if (only == null) {
      branch.each(commit, NAME, reading::file);
    } else {
      String folder = folder(only);
      branch.each(
          commit, NAME + "/" + folder, (path, bytes) -> reading.file(folder + "/" + path, bytes));
    }
    return reading.granted.build();
  }

  /** Rewrites the files of the roles whose ids differ. */
  static void write(
      TreeEdit edit, ChainBranch branch, @Nullable ChainCommit base, Granted before, Granted now)
      throws IOException {
    var roles = new TreeSet<>(before.roles());
    roles.addAll(now.roles());
    for (Slug role : roles) {
      for (SubjectKind kind : SubjectKind.values()) {
        if (!before.of(role, kind).equals(now.of(role, kind))) {
          String folder = NAME + "/" + folder(role);
          SortedMap<String, String> there =
              base == null || before.of(role, kind).isEmpty()
                  ? new TreeMap<>()
                  : ofKind(branch.blobs(base, folder), kind);
          new FolderWriter(edit, folder).write(there, files(kind, now.of(role, kind)));
        }
      }
    }
  }

  /** What one commit's set has and another's has not. */
  record Moved(List<Grant> more, List<Grant> less) {
    boolean isNothing() {
      return more.isEmpty() && less.isEmpty();
    }
  }

  /** Reads only the files that differ. */
  static Moved moved(ChainBranch branch, @Nullable ChainCommit from, ChainCommit to)
      throws IOException {
    SortedMap<String, String> before = from == null ? new TreeMap<>() : branch.blobs(from, NAME);
    SortedMap<String, String> after = branch.blobs(to, NAME);
    Granted old = from == null ? Granted.nothing() : files(branch, from, before, after);
    Granted now = files(branch, to, after, before);
    return new Moved(now.notIn(old), old.notIn(now));
  }

  private static Granted files(
      ChainBranch branch,
      ChainCommit commit,
      SortedMap<String, String> blobs,
      SortedMap<String, String> other)
      throws IOException {
    var reading = new Reading();
    for (var blob : blobs.entrySet()) {
      if (!blob.getValue().equals(other.get(blob.getKey()))) {
        var bytes = branch.read(commit, NAME + "/" + blob.getKey());
        if (bytes.isPresent()) {
          reading.file(blob.getKey(), bytes.get());
        }
      }
    }
    return reading.granted.build();
  }

  private static SortedMap<String, byte[]> files(SubjectKind kind, NavigableSet<String> ids) {
    List<Buckets.Line> lines = new ArrayList<>(ids.size());
    ids.forEach(id -> lines.add(new Buckets.Line(id, PercentText.word(id))));
    return Buckets.files(kind.plural(), lines);
  }

  private static SortedMap<String, String> ofKind(
      SortedMap<String, String> blobs, SubjectKind kind) {
    var result = new TreeMap<>(blobs);
    result.keySet().removeIf(path -> !path.startsWith(kind.plural()));
    return result;
  }

  private static final class Reading {
    private final Granted.Builder granted = Granted.builder();
    private int count;

    void file(String path, byte[] bytes) throws BrokenRecord {
      String[] names = path.split("/", 4);
      if (names.length < 3) {
        throw misplaced(path);
      }
      Slug role = new Slug(PercentText.ofName(names[1]));
      if (!folder(role).equals(names[0] + "/" + names[1])) {
        throw misplaced(path);
      }
      List<String> ids = new ArrayList<>();
      for (String line : LineFile.lines(path, bytes)) {
        ids.add(PercentText.ofWord(line));
        if (++count > MOST) {
          throw new BrokenRecord("has more than %,d grants".formatted(MOST));
        }
      }
      granted.add(role, kind(path, names), ids);
    }

    private static SubjectKind kind(String path, String[] names) throws BrokenRecord {
      for (SubjectKind kind : SubjectKind.values()) {
        String place = names.length == 3 ? kind.plural() + Buckets.FILE : kind.plural();
        if (names[2].equals(place)) {
          return kind;
        }
      }
      throw misplaced(path);
    }

    private static BrokenRecord misplaced(String path) {
      return new BrokenRecord("has a file where none belongs: granted/" + path);
    }
  }
}
