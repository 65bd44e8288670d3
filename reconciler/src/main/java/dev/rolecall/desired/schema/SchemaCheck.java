package dev.rolecall.desired.schema;

import com.networknt.schema.Error;
import dev.rolecall.desired.yaml.ListNode;
import dev.rolecall.desired.yaml.MapNode;
import dev.rolecall.desired.yaml.Node;
import dev.rolecall.desired.yaml.ScalarNode;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Checks the shape of documents and settings; knows nothing of what they mean together. */
public final class SchemaCheck {
  private final KnownItems known = new KnownItems();

  /** Checks the documents of one repository; for several threads. */
  public SchemaCheck() {}

  /** Loads what every check needs, ahead of the first one. */
  public static void prepare() {
    var _ = Schemas.named("rolecall");
    var _ = Schemas.named("role");
  }

  /** The problems of one document; empty when its shape is right. */
  public List<Problem> document(Node document) {
    if (!(document instanceof MapNode map)) {
      String message =
          "A document must be a mapping with a kind, but is " + document.described() + ".";
      return List.of(Problem.error(RuleId.WRONG_TYPE, document.at(), message));
    }
    Node kind = map.get("kind");
    if (kind == null) {
      String message = "The document does not say its kind.";
      return List.of(Problem.error(RuleId.UNKNOWN_KIND, map.at(), message));
    }
    String word = kind instanceof ScalarNode scalar ? scalar.text() : "";
    return DocumentKind.of(word)
        .map(known -> check(map, known.schema()))
        .orElseGet(() -> List.of(unknownKind(kind, word)));
  }

  /** The problems of {@code rolecall.yaml}, which has no text that a tenant could have written. */
  public static List<Problem> settings(Node document) {
    var problems = new ArrayList<Problem>();
    hidden(document, problems);
    problems.addAll(new SchemaCheck().check(document, "rolecall"));
    return problems;
  }

  private static void hidden(Node node, List<Problem> problems) {
    switch (node) {
      case ScalarNode scalar ->
          scalar
              .hidden()
              .ifPresent(
                  why -> problems.add(Problem.error(RuleId.CONTROL_CHARACTER, scalar.at(), why)));
      case ListNode list -> list.items().forEach(item -> hidden(item, problems));
      case MapNode map ->
          map.entries()
              .forEach(entry -> {
                hidden(entry.key(), problems);
                hidden(entry.value(), problems);
              });
    }
  }

  private static Problem unknownKind(Node kind, String word) {
    String message =
        "There is no kind " + (word.isEmpty() ? kind.described() : ScalarNode.excerpt(word)) + ".";
    var problem = Problem.error(RuleId.UNKNOWN_KIND, kind.at(), message);
    return Suggestions.nearest(word, DocumentKind.words())
        .map(near -> problem.advising("Did you mean " + near + "?"))
        .orElse(problem);
  }

  private List<Problem> check(Node document, String schema) {
    var loaded = Schemas.named(schema);
    var walk = new SchemaWalk(schema, loaded.text());
    var problems = new LinkedHashSet<>(Repeats.of(document, walk));
    KnownItems.Rest rest = known.rest(document, walk);
    if (loaded.schema().validate(rest.tree()).isEmpty()) {
      rest.learn();
      return List.copyOf(problems);
    }
    // Once more with all items, for the places.
    List<Error> errors = loaded.schema().validate(JsonTree.of(document));
    var words = new SchemaMessages(document, loaded.text());
    errors.forEach(error -> problems.addAll(words.problems(error)));
    return new ArrayList<>(problems);
  }
}
