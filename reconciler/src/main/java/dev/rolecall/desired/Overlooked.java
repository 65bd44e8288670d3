package dev.rolecall.desired;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.git.Aside;
import dev.rolecall.git.FileTree;
import dev.rolecall.git.Globs;
import dev.rolecall.git.TreeFile;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Uncounted;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds what looks like a document and does not count: in a folder or with an extension that no
 * glob matches, or in a repository of its own. What is never read must not pass for vanished.
 */
final class Overlooked {
  /** Larger files are no documents that somebody has misplaced. */
  private static final long LARGEST = 1 << 20;

  private static final int SHOWN = 3;

  private static final Pattern DOCUMENT_START = Pattern.compile("(?m)^---");
  private static final Pattern KIND =
      Pattern.compile(
          "(?m)^kind:["
              + " \\t]*[\"']?(Role|Assignment|Capability|RetiredRole|RetiredCapability|Catalogue"
              + "|Approval|Policy)\\b");
  private static final Pattern OUR_KEY =
      Pattern.compile("(?m)^(slug|role|area|tenant|rule|separate)[ \\t]*:");
  private static final Pattern SLUG =
      Pattern.compile("(?m)^slug:[ \\t]*[\"']?([^\\s\"'#]+)[\"']?[ \\t]*(#.*)?$");
  private static final Pattern FOREIGN = Pattern.compile("(?m)^apiVersion[ \\t]*:");

  private final SortedMap<String, List<String>> names = new TreeMap<>();
  private final SortedMap<Slug, String> roles = new TreeMap<>();
  private final Aside aside;

  private Overlooked(Aside aside) {
    this.aside = aside;
  }

  /** Looks beside what the globs match. */
  static Overlooked of(FileTree tree, Globs counting) throws IOException {
    var overlooked = new Overlooked(tree.aside(counting));
    overlooked.aside.files().forEach(overlooked::look);
    return overlooked;
  }

  Uncounted uncounted() {
    return new Uncounted(roles, new TreeSet<>(aside.repositories()));
  }

  /** A warning for each folder with such files, and for each repository. */
  List<Problem> problems() {
    var problems = new ArrayList<Problem>();
    names.forEach((folder, files) ->
        problems.add(
            Problem.warning(
                RuleId.NOT_COUNTED,
                SourceRef.wholeFile(files.size() == 1 ? folder + files.getFirst() : folder),
                files.size() == 1
                    ? "It looks like a document, and no glob of files matches it."
                    : "%d files look like documents, and no glob of files matches them: %s%s."
                        .formatted(
                            files.size(),
                            files.stream().limit(SHOWN).collect(Collectors.joining(", ")),
                            files.size() > SHOWN ? ", ..." : ""))));
    for (String repository : aside.repositories()) {
      problems.add(
          Problem.warning(
                  RuleId.NOT_COUNTED,
                  SourceRef.wholeFile(repository),
                  "The folder is a repository of its own (a submodule or a nested clone), so no"
                      + " document in it counts.")
              .advising("Keep the documents as plain files of this repository."));
    }
    if (!aside.whole()) {
      problems.add(
          Problem.note(
              RuleId.NOT_COUNTED,
              null,
              "Only the first %d files and folders were looked through for documents that no glob matches."
                  .formatted(Aside.LIMIT)));
    }
    return problems;
  }

  private void look(TreeFile file) {
    String text;
    try {
      if (file.size() > LARGEST) {
        return;
      }
      text = new String(file.bytes(), UTF_8);
    } catch (IOException e) {
      return; // no file that anybody can read is meant as a document
    }
    boolean document = false;
    for (String part : DOCUMENT_START.split(text, -1)) {
      Matcher kind = KIND.matcher(part);
      if (kind.find() && OUR_KEY.matcher(part).find() && !FOREIGN.matcher(part).find()) {
        document = true;
        Matcher slug = SLUG.matcher(part);
        if (kind.group(1).equals("Role") && slug.find()) {
          roles.putIfAbsent(new Slug(slug.group(1)), file.path());
        }
      }
    }
    if (document) {
      int name = file.path().lastIndexOf('/') + 1;
      names
          .computeIfAbsent(file.path().substring(0, name), _ -> new ArrayList<>())
          .add(file.path().substring(name));
    }
  }
}
