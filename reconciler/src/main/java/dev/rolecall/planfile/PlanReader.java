package dev.rolecall.planfile;

import dev.rolecall.diff.Cause;
import dev.rolecall.diff.Change;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.plan.Basis;
import dev.rolecall.plan.BasisKey;
import dev.rolecall.plan.Level;
import dev.rolecall.plan.Origin;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.Portion;
import dev.rolecall.plan.Step;
import dev.rolecall.policy.Verdict;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.Severity;
import dev.rolecall.problem.SourceRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Reads the entries of a plan file one after the other, in the order that they are written in; only
 * one step is ever held as a tree.
 */
final class PlanReader {
  private final JsonParser in;

  PlanReader(JsonParser in) {
    this.in = in;
  }

  /** What a file says of itself, beside the plan. */
  record Sealed(String digest, String checksum, Plan plan) {}

  Sealed read() {
    if (in.nextToken() != JsonToken.START_OBJECT || !"format".equals(in.nextName())) {
      throw new Malformed("is not a plan file");
    }
    if (!text("format").equals(PlanFile.FORMAT)) {
      throw new Malformed("is not a plan file");
    }
    name("version");
    if (in.nextToken() != JsonToken.VALUE_NUMBER_INT || in.getIntValue() != PlanFile.VERSION) {
      throw new Malformed(
          "has another version of the plan format than %d, the one that this rolecall reads"
              .formatted(PlanFile.VERSION));
    }
    String digest = named("digest");
    String checksum = named("checksum");
    String tenant = named("tenant");
    Origin origin = origin(object("origin"));
    name("good-until", "verdict");
    Instant goodUntil = null;
    if (in.currentName().equals("good-until")) {
      goodUntil = Fields.instant(text("good-until"), "good-until");
      name("verdict");
    }
    Verdict verdict = verdict(new Fields(value("verdict"), "verdict"));
    var digests = new TreeMap<BasisKey, String>();
    each("basis", fields -> digests.put(basisKey(fields), fields.text("digest")));
    List<Step> steps = each("steps", PlanReader::step);
    List<Problem> findings = each("findings", PlanReader::problem);
    if (in.nextToken() != JsonToken.END_OBJECT || in.nextToken() != null) {
      throw new Malformed("has an entry that this version does not know");
    }
    var plan = new Plan(new Basis(tenant, origin, digests), steps, findings, verdict, goodUntil);
    return new Sealed(digest, checksum, plan);
  }

  private void name(String... expected) {
    String name = in.nextName();
    for (String possible : expected) {
      if (possible.equals(name)) {
        return;
      }
    }
    throw new Malformed("has no %s where it belongs".formatted(expected[expected.length - 1]));
  }

  private String named(String name) {
    name(name);
    return text(name);
  }

  private String text(String name) {
    if (in.nextToken() != JsonToken.VALUE_STRING) {
      throw new Malformed(name + " is not a text");
    }
    return in.getString();
  }

  private Fields object(String name) {
    name(name);
    return new Fields(value(name), name);
  }

  private JsonNode value(String name) {
    if (in.nextToken() == null) {
      throw new Malformed("ends after " + name);
    }
    return in.readValueAsTree();
  }

  private <T> List<T> each(String name, Function<Fields, T> read) {
    name(name);
    if (in.nextToken() != JsonToken.START_ARRAY) {
      throw new Malformed(name + " is not a list");
    }
    var result = new ArrayList<T>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      JsonNode node = in.readValueAsTree();
      var fields = new Fields(node, "%s[%d]".formatted(name, result.size()));
      result.add(read.apply(fields));
      fields.end();
    }
    return result;
  }

  private static Origin origin(Fields fields) {
    var origin =
        new Origin(fields.textOrNull("commit"), fields.flag("dirty"), fields.text("files"));
    fields.end();
    return origin;
  }

  private static Verdict verdict(Fields fields) {
    Verdict verdict =
        switch (fields.text("is")) {
          case "clear" -> new Verdict.Clear();
          case "blocked" ->
              new Verdict.Blocked(
                  fields.objects("because").stream()
                      .map(item -> {
                        Problem problem = problem(item);
                        item.end();
                        return problem;
                      })
                      .toList());
          default -> throw fields.wrong("has a word that this version does not know");
        };
    fields.end();
    return verdict;
  }

  private static BasisKey basisKey(Fields fields) {
    if (fields.has("role")) {
      return new BasisKey.OfRole(fields.slug("role"));
    }
    for (SubjectKind kind : SubjectKind.values()) {
      if (fields.has(kind.plural())) {
        return new BasisKey.OfHolders(kind, fields.slug(kind.plural()));
      }
    }
    return new BasisKey.OfCapability(fields.capability("capability"));
  }

  private static Step step(Fields fields) {
    SourceRef at = ChangeReader.at(fields.objectOrNull("at"));
    Change change = ChangeReader.change(fields, fields.word("cause", Cause.class), at);
    return new Step(
        fields.text("id"),
        fields.word("level", Level.class),
        fields.word("portion", Portion.class),
        change,
        fields.texts("needs"));
  }

  private static Problem problem(Fields fields) {
    return new Problem(
        fields.word("severity", Severity.class),
        fields.word("rule", RuleId.class),
        fields.text("message"),
        ChangeReader.at(fields.objectOrNull("at")),
        fields.textOrNull("advice"));
  }
}
