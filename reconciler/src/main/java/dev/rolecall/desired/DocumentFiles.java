package dev.rolecall.desired;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.desired.bind.DocumentReader;
import dev.rolecall.desired.bind.NameInterner;
import dev.rolecall.desired.bind.ScopedDocument;
import dev.rolecall.desired.bind.UnreadTexts;
import dev.rolecall.desired.schema.SchemaCheck;
import dev.rolecall.desired.yaml.MapNode;
import dev.rolecall.desired.yaml.Node;
import dev.rolecall.desired.yaml.Parsed;
import dev.rolecall.git.FileTree;
import dev.rolecall.git.Globs;
import dev.rolecall.git.TreeFile;
import dev.rolecall.git.UnreadableObjectException;
import dev.rolecall.model.Digest;
import dev.rolecall.model.Settings;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.model.Uncounted;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The files that the globs match, read by as many threads as there are processors; a thread keeps
 * one file's tree at a time. The result does not depend on the order in which they end.
 */
final class DocumentFiles {
  private static final long MOST_BYTES = 128L << 20;
  private static final int MOST_FILES = 100_000;

  private final FileTree tree;
  private Globs counting = Globs.of(List.of());
  private final SortedMap<String, TreeFile> files = new TreeMap<>();
  private final Map<String, Set<String>> tenantsOf = new LinkedHashMap<>();
  private final NameInterner pool = new NameInterner();
  private final SchemaCheck schemas = new SchemaCheck();

  /** What one file gave. */
  private record Read(
      List<ScopedDocument> documents,
      List<Problem> problems,
      List<String> unread,
      String contentId) {}

  private final List<String> contents = new ArrayList<>();
  private final List<String> unread = new ArrayList<>();

  DocumentFiles(FileTree tree, Settings settings) throws IOException {
    this.tree = tree;
    if (settings.tenants().isEmpty()) {
      add(tree, Globs.DEFAULT, Set.of());
    }
    // Tenants with the same globs, nearly always all of them, share one listing.
    Map<List<String>, Set<String>> byGlobs = new LinkedHashMap<>();
    for (TenantSettings tenant : settings.tenants().values()) {
      byGlobs.computeIfAbsent(tenant.files(), _ -> new TreeSet<>()).add(tenant.name());
    }
    for (var entry : byGlobs.entrySet()) {
      List<String> globs = entry.getKey();
      add(tree, globs.isEmpty() ? Globs.DEFAULT : Globs.of(globs), entry.getValue());
    }
  }

  private void add(FileTree tree, Globs globs, Set<String> tenants) throws IOException {
    counting = counting.and(globs);
    for (TreeFile file : tree.list(globs)) {
      files.put(file.path(), file);
      tenantsOf.merge(
          file.path(),
          tenants,
          (before, more) -> {
            var both = new TreeSet<>(before);
            both.addAll(more);
            return both;
          });
    }
  }

  /** That there is more than can be read, before any of it is; empty when there is not. */
  Optional<Problem> tooMuch() {
    long bytes = files.values().stream().mapToLong(DocumentFiles::size).sum();
    if (bytes <= MOST_BYTES && files.size() <= MOST_FILES) {
      return Optional.empty();
    }
    String message =
        "The globs match %,d files with %,d bytes; at most %,d files and %,d bytes are read."
            .formatted(files.size(), bytes, MOST_FILES, MOST_BYTES);
    return Optional.of(Problem.error(RuleId.TREE_TOO_LARGE, null, message));
  }

  /** What cannot be looked at, or is too large by itself, is told of when it is read. */
  private static long size(TreeFile file) {
    try {
      return file.symbolicLink() || file.tooLarge() ? 0 : file.size();
    } catch (IOException e) {
      return 0;
    }
  }

  /** All that is matched for some tenant. */
  Globs counting() {
    return counting;
  }

  /** Whether some file is matched. */
  boolean matches(String glob) {
    Globs one = Globs.of(List.of(glob));
    return files.keySet().stream().anyMatch(one::match);
  }

  /**
   * Reads them all.
   *
   * @throws UnreadableObjectException when the clone does not have one of them whole
   */
  List<ScopedDocument> read(List<Problem> problems) throws IOException {
    List<TreeFile> all = List.copyOf(files.values());
    Read[] reads = new Read[all.size()];
    var indexes = IntStream.range(0, all.size());
    try {
      (all.size() > 8 ? indexes.parallel() : indexes).forEach(i -> reads[i] = read(all.get(i)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    var documents = new ArrayList<ScopedDocument>();
    for (int i = 0; i < reads.length; i++) {
      documents.addAll(reads[i].documents());
      problems.addAll(reads[i].problems());
      unread.addAll(reads[i].unread());
      contents.add(all.get(i).path());
      contents.add(reads[i].contentId());
    }
    return documents;
  }

  /**
   * What was not read; call after {@link #read}.
   *
   * @param settings whether the settings count as such, because a tenant in them is malformed
   * @param uncounted what stands beside the files that count
   */
  UnreadTexts unread(boolean settings, Uncounted uncounted) throws IOException {
    var texts = new ArrayList<>(unread);
    if (settings) {
      tree.file(Desired.SETTINGS).ifPresent(file -> texts.add(text(file)));
    }
    return new UnreadTexts(texts, uncounted);
  }

  /** One digest of the paths and contents; call after {@link #read}. */
  String digest() {
    return new Digest().addAll(contents).hex();
  }

  private Read read(TreeFile file) {
    Parsed parsed;
    try {
      parsed = FileContent.of(file);
    } catch (UnreadableObjectException e) {
      throw new UncheckedIOException(e);
    }
    var problems = new ArrayList<>(parsed.problems());
    var documents = new ArrayList<ScopedDocument>();
    Set<String> tenants = tenantsOf.getOrDefault(file.path(), Set.of());
    var unread = new ArrayList<String>();
    if (!parsed.complete()) {
      unread.add(text(file));
    }
    for (Node document : parsed.documents()) {
      problems.addAll(schemas.document(document));
      new DocumentReader(pool, problems)
          .read(document)
          .ifPresentOrElse(
              declared -> documents.add(new ScopedDocument(declared, tenants)),
              () -> unread.add(names(document)));
    }
    return new Read(documents, problems, unread, contentId(file));
  }

  /** The names in a document of no known kind. */
  private static String names(Node document) {
    return document instanceof MapNode map
        ? map.text("slug") + " " + map.text("area") + " " + map.text("action")
        : "";
  }

  private static String text(TreeFile file) {
    try {
      return file.symbolicLink() || file.tooLarge() ? "" : new String(file.bytes(), UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static String contentId(TreeFile file) {
    try {
      return file.symbolicLink() ? "link" : file.contentId();
    } catch (IOException e) {
      return "unreadable";
    }
  }
}
