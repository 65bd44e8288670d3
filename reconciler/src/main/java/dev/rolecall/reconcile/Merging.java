package dev.rolecall.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.desired.Desired;
import dev.rolecall.desired.RepositoryContent;
import dev.rolecall.diff.Findings;
import dev.rolecall.export.ExportedDocument;
import dev.rolecall.export.ExportedDocument.Of;
import dev.rolecall.export.JoinedDocuments;
import dev.rolecall.git.FileTree;
import dev.rolecall.git.Globs;
import dev.rolecall.git.TextFile;
import dev.rolecall.git.TreeFile;
import dev.rolecall.git.TreeWithTexts;
import dev.rolecall.git.WorkingFiles;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Writes exported documents beside those that are there. What is declared already stays as it is,
 * and what is written has been read back before: a document that would be refused is left out and
 * told, so that it spoils no other.
 */
public final class Merging {
  private final RolesRepository repository;
  private final TenantSettings tenant;
  private final RetiredSlugSearch retired;
  private final DesiredLoader loader;

  public Merging(RolesRepository repository, TenantSettings tenant, Instant now) {
    this.repository = repository;
    this.tenant = tenant;
    this.loader = new DesiredLoader(repository, now);
    this.retired = RetiredSlugSearch.begin(repository, now);
  }

  /**
   * What became of the documents.
   *
   * @param declared what was declared already, as people call it
   * @param leftOut what could not be read back, each an error at the place that it would have had
   */
  public record Result(int files, SortedSet<String> declared, List<Problem> leftOut) {}

  /**
   * Writes into the working tree what it does not declare yet.
   *
   * @param done is told of each file
   * @throws InvalidInputException before anything is written: where no glob matches a document, and
   *     where the repository would be refused even without what is left out
   */
  public Result write(List<ExportedDocument> exported, Consumer<FileChange> done)
      throws IOException {
    Path folder = repository.directory();
    var there = new WorkingFiles(folder);
    DesiredState before =
        load(there).states().getOrDefault(tenant.name(), DesiredState.empty(tenant.name()));
    Globs globs = DocumentGlobs.globs(tenant);
    var room = new Room(folder, there, globs);
    var declared = new TreeSet<String>();
    var documents = new ArrayList<ExportedDocument>();
    for (ExportedDocument document : exported) {
      if (isDeclared(document.of(), before)) {
        declared.add(document.of().called());
      } else {
        documents.add(room.place(document));
      }
    }
    requireMatched(documents, globs);
    var leftOut = new ArrayList<Problem>();
    JoinedDocuments joined = readBack(documents, there, this::load, room::before, leftOut);
    for (var file : joined.texts().entrySet()) {
      done.accept(write(folder, file.getKey(), file.getValue(), room.before(file.getKey())));
    }
    return new Result(joined.texts().size(), declared, List.copyOf(leftOut));
  }

  /**
   * Writes all of them into another folder, of which nothing is known.
   *
   * @param done is told of each file
   * @throws InvalidInputException before anything is written: for a file that is in the way
   */
  public Result writeTo(Path folder, List<ExportedDocument> exported, Consumer<FileChange> done)
      throws IOException {
    requireFree(folder, exported);
    var leftOut = new ArrayList<Problem>();
    // A copy to compare with has no history.
    Reader alone = files -> loader.loadAlone(files);
    JoinedDocuments joined = readBack(exported, settingsAlone(), alone, _ -> "", leftOut);
    for (var file : joined.texts().entrySet()) {
      done.accept(write(folder, file.getKey(), file.getValue(), ""));
    }
    return new Result(joined.texts().size(), new TreeSet<>(), List.copyOf(leftOut));
  }

  private FileTree settingsAlone() throws IOException {
    Optional<TreeFile> settings = repository.files().file(Desired.SETTINGS);
    return TreeWithTexts.of(
        settings.isEmpty()
            ? List.of()
            : List.of(new TextFile(Desired.SETTINGS, new String(settings.get().bytes(), UTF_8))));
  }

  /** How documents are read back. */
  private interface Reader {
    RepositoryContent read(FileTree files) throws IOException;
  }

  private RepositoryContent load(FileTree files) throws IOException {
    return loader.loadFiles(files, retired::tombstones);
  }

  private static boolean isDeclared(Of of, DesiredState state) {
    return switch (of) {
      case Of.Role(var slug) -> state.roles().containsKey(slug);
      case Of.Holders(var slug) ->
          state.roles().containsKey(slug) || state.holdings().containsKey(slug);
      case Of.OneCapability(var id) -> state.capabilities().containsKey(id);
    };
  }

  /** Leaves out what is refused, again and again until what is left is not. */
  private static JoinedDocuments readBack(
      List<ExportedDocument> documents,
      FileTree there,
      Reader reader,
      Function<String, String> before,
      List<Problem> leftOut)
      throws IOException {
    List<ExportedDocument> kept = documents;
    while (true) {
      var joined = new JoinedDocuments(kept, before);
      List<TextFile> texts =
          joined.texts().entrySet().stream()
              .map(file -> new TextFile(file.getKey(), file.getValue()))
              .toList();
      RepositoryContent loaded = reader.read(new TreeWithTexts(there, texts));
      List<Problem> errors = loaded.problems().stream().filter(Problem::isError).toList();
      Set<String> refused = new HashSet<>();
      for (Problem error : errors) {
        List<ExportedDocument> hit = error.at() == null ? List.of() : joined.at(error.at());
        hit.forEach(document -> refused.add(document.of().called()));
        if (!hit.isEmpty()) {
          leftOut.add(error);
        }
      }
      if (refused.isEmpty()) {
        requireSound(loaded);
        return joined;
      }
      kept = kept.stream().filter(document -> !refused.contains(document.of().called())).toList();
    }
  }

  /** An older fault of the repository hides what it declares. */
  private static void requireSound(RepositoryContent loaded) {
    List<Problem> found = Findings.ofFiles(loaded.problems(), loaded.states().values());
    if (Problem.anyError(found)) {
      throw new InvalidInputException(found);
    }
  }

  private static void requireMatched(List<ExportedDocument> documents, Globs globs) {
    List<Problem> unmatched =
        documents.stream()
            .map(ExportedDocument::path)
            .distinct()
            .filter(path -> !globs.match(path))
            .map(path ->
                Problem.error(
                        RuleId.NOT_COUNTED,
                        SourceRef.wholeFile(path),
                        "No glob of the tenant's files matches this path, so it would not count.")
                    .advising("Widen files in rolecall.yaml, or write with --out DIR and move it."))
            .toList();
    if (!unmatched.isEmpty()) {
      throw new InvalidInputException(unmatched);
    }
  }

  private static void requireFree(Path folder, List<ExportedDocument> documents) {
    List<Problem> there =
        documents.stream()
            .map(ExportedDocument::path)
            .distinct()
            .filter(path -> Files.exists(folder.resolve(path), LinkOption.NOFOLLOW_LINKS))
            .map(path ->
                Problem.error(
                        RuleId.UNREADABLE_FILE,
                        SourceRef.wholeFile(path),
                        "The file is there already, and import overwrites nothing.")
                    .advising("Move it away, select other roles, or name another folder."))
            .toList();
    if (!there.isEmpty()) {
      throw new InvalidInputException(there);
    }
  }

  private static FileChange write(Path folder, String file, String text, String before)
      throws IOException {
    Path path = folder.resolve(file);
    if (before.isEmpty()) {
      Files.createDirectories(Objects.requireNonNull(path.getParent()));
      Files.writeString(path, text, UTF_8, StandardOpenOption.CREATE_NEW);
      return new FileChange(FileChange.Kind.WROTE, file);
    }
    String more = text.substring(before.length());
    Files.writeString(path, more, UTF_8, StandardOpenOption.APPEND);
    return new FileChange(FileChange.Kind.EDITED, file);
  }
}
