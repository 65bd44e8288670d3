package dev.rolecall.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.diff.Change;
import dev.rolecall.git.FileTree;
import dev.rolecall.git.TextMerge;
import dev.rolecall.git.TreeFile;
import dev.rolecall.model.Slug;
import dev.rolecall.plan.Step;
import dev.rolecall.record.PastRun;
import dev.rolecall.record.TenantRecord;
import java.io.IOException;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The files of a commit as they agree with what an undo has brought about: what the files of the
 * run changed about the roles concerned is taken out again, line by line.
 */
final class AgreeingFiles {
  /** Of what a document is: a role, holders of one, or a capability. */
  private static final Pattern NAMED =
      Pattern.compile("(?m)^(?:slug|role|action): *[\"']?([^\"'#\\s]+)");

  private final SortedMap<Slug, Slug> renamed;
  private final FileTree head;
  private final TenantRecord record;
  private final SortedMap<String, String> before;
  private final SortedMap<String, String> after;
  private final Set<String> created = new TreeSet<>();
  private final Set<String> deleted = new TreeSet<>();
  private final Set<String> concerned = new TreeSet<>();
  private final SortedMap<String, Optional<byte[]>> texts = new TreeMap<>();
  private final SortedSet<String> byHand = new TreeSet<>();

  /**
   * Reads nothing yet.
   *
   * @param head the files of the commit
   */
  AgreeingFiles(UndoneRun run, SortedMap<Slug, Slug> renamed, FileTree head, TenantRecord record)
      throws IOException {
    this.renamed = renamed;
    this.head = head;
    this.record = record;
    UndoneRun.Moved moved = run.moved();
    before = blobs(moved.from());
    after = blobs(moved.to());
    for (Step step : run.steps()) {
      Change change = step.change();
      switch (change) {
        case Change.RoleCreated made -> created.add(made.role().value());
        case Change.RoleRetired gone -> deleted.add(gone.role().value());
        case Change.OfRole _, Change.OfHolder _, Change.OfCapability _ -> {}
      }
      concerned.add(
          change instanceof Change.OfCapability of
              ? of.id().action()
              : String.valueOf(change.role()));
    }
  }

  /**
   * What becomes of the files that change.
   *
   * @param texts by path; empty: the file goes
   * @param byHand paths in which somebody has changed the same lines since
   */
  record Edited(SortedMap<String, Optional<byte[]>> texts, SortedSet<String> byHand) {
    Edited {
      texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
      byHand = Collections.unmodifiableSortedSet(new TreeSet<>(byHand));
    }
  }

  Edited edited() throws IOException {
    var paths = new TreeSet<>(before.keySet());
    paths.addAll(after.keySet());
    for (String path : paths) {
      @Nullable String was = before.get(path);
      @Nullable String is = after.get(path);
      if (!Objects.equals(was, is)) {
        edit(path, content(was), content(is));
      }
    }
    return new Edited(texts, byHand);
  }

  private static SortedMap<String, String> blobs(PastRun.@Nullable Known run) throws IOException {
    return run == null ? Collections.emptySortedMap() : run.fileBlobs();
  }

  private @Nullable String content(@Nullable String blob) {
    return blob == null
        ? null
        : record.content(blob).map(bytes -> new String(bytes, UTF_8)).orElse(null);
  }

  private void edit(String path, @Nullable String was, @Nullable String is) throws IOException {
    if (named(was, concerned).isEmpty() && named(is, concerned).isEmpty()) {
      return;
    }
    if (is != null && is.contains("RetiredRole") && !named(is, deleted).isEmpty()) {
      return; // a slug that is retired stays so
    }
    Optional<TreeFile> there = head.file(path);
    @Nullable String ours = there.isEmpty() ? null : new String(there.get().bytes(), UTF_8);
    if (was != null && !named(was, deleted).isEmpty()) {
      revive(path, was, ours);
    } else if (ours != null && !named(is, created).isEmpty()) {
      put(path, ours, withoutHolders(ours));
    } else {
      put(path, ours, merged(path, was, is, ours));
    }
  }

  /** Those of some names that the documents of a text are about. */
  private static Set<String> named(@Nullable String text, Set<String> some) {
    return text == null
        ? Set.of()
        : NAMED
            .matcher(text)
            .results()
            .map(found -> found.group(1))
            .filter(some::contains)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Under the slug by which the role came back; without one it stays away. */
  private void revive(String path, String was, @Nullable String ours) {
    for (String old : named(was, deleted)) {
      @Nullable Slug slug = renamed.get(new Slug(old));
      if (slug != null && ours != null) {
        byHand.add(path);
      } else if (slug != null) {
        String text =
            Pattern.compile("(?m)^(slug|role): *[\"']?" + Pattern.quote(old) + "[\"']? *$")
                .matcher(was)
                .replaceAll("$1: " + slug.value());
        texts.put(path.replace(old, slug.value()), Optional.of(text.getBytes(UTF_8)));
      }
    }
  }

  /** A document without its {@code assignments}. */
  private static String withoutHolders(String text) {
    var kept = new StringBuilder();
    boolean inside = false;
    for (String line : text.split("(?<=\n)")) {
      if (line.startsWith("assignments:")) {
        inside = true;
      } else if (!line.isBlank() && !Character.isWhitespace(line.charAt(0))) {
        inside = false;
      }
      if (!inside) {
        kept.append(line);
      }
    }
    return kept.toString();
  }

  private @Nullable String merged(
      String path, @Nullable String was, @Nullable String is, @Nullable String ours) {
    if (Objects.equals(ours, is)) {
      return was;
    }
    if (Objects.equals(ours, was)) {
      return ours;
    }
    Optional<byte[]> merged =
        ours == null || was == null
            ? Optional.empty()
            : TextMerge.of(
                (is == null ? "" : is).getBytes(UTF_8), ours.getBytes(UTF_8), was.getBytes(UTF_8));
    if (merged.isEmpty()) {
      byHand.add(path);
      return ours;
    }
    return new String(merged.get(), UTF_8);
  }

  private void put(String path, @Nullable String ours, @Nullable String then) {
    if (!Objects.equals(ours, then)) {
      texts.put(path, Optional.ofNullable(then).map(text -> text.getBytes(UTF_8)));
    }
  }
}
