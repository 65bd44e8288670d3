package dev.rolecall.codec;

import dev.rolecall.access.Ending;
import dev.rolecall.access.Impact;
import dev.rolecall.diff.Adopted;
import dev.rolecall.diff.Cause;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.Withheld;
import dev.rolecall.model.DueDate;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.TenantIdentity;
import dev.rolecall.plan.Basis;
import dev.rolecall.plan.BasisKey;
import dev.rolecall.plan.Level;
import dev.rolecall.plan.Notices;
import dev.rolecall.plan.Origin;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.Portion;
import dev.rolecall.plan.Step;
import dev.rolecall.policy.Objection;
import dev.rolecall.policy.Revocations;
import dev.rolecall.policy.Verdict;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.Severity;
import dev.rolecall.problem.SourceRef;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what {@link PlanWriter} wrote; only one step is ever held as a tree. */
public final class PlanReader {
  private PlanReader() {}

  /**
   * The entries of a whole plan.
   *
   * @throws Malformed for anything else
   */
  public static Plan read(EntryReader in) {
    String name = in.named("tenant");
    TenantIdentity tenant = identity(in.object("identity"));
    Origin origin = origin(in.object("origin"));
    in.name("good-until", "verdict");
    @Nullable Instant goodUntil = null;
    if (in.isAt("good-until")) {
      goodUntil = StrictObject.instant(in.text("good-until"), "good-until");
      in.name("verdict");
    }
    Judged judged = judged(in.here("verdict"));
    var digests = new TreeMap<BasisKey, String>();
    in.each("basis", fields -> digests.put(basisKey(fields), fields.text("digest")));
    List<Step> steps = in.each("steps", PlanReader::step);
    in.name("revocations", "declared");
    Revocations revocations = Revocations.none();
    if (in.isAt("revocations")) {
      revocations = RevocationReader.read(in);
      in.name("declared");
    }
    List<Notices.Declared> declared = in.eachHere("declared", PlanReader::declared);
    List<Withheld> withheld = in.each("withheld", NoticeReader::withheld);
    List<Adopted> adopted = in.each("adopts", NoticeReader::adopted);
    var strong = new TreeSet<>(in.each("strong", fields -> fields.slug("role")));
    in.name("ahead", "findings");
    List<DueDate> ahead = List.of();
    if (in.isAt("ahead")) {
      ahead = in.eachHere("ahead", NoticeReader::dueDate);
      in.name("findings");
    }
    List<Problem> findings = in.eachHere("findings", PlanReader::problem);
    List<Problem> older = in.each("older-findings", PlanReader::problem);
    in.name("expiring", "guards");
    List<Ending> expiring = List.of();
    if (in.isAt("expiring")) {
      expiring = in.eachHere("expiring", EndingReader::read);
      in.name("guards");
    }
    List<Objection> objections = in.eachHere("guards", ObjectionReader::read);
    @Nullable Impact impact = null;
    if (in.enters("impact")) {
      impact = ImpactReader.read(in);
      in.leave();
    }
    return new Plan(
        new Basis(name, tenant, origin, digests),
        steps,
        new Notices(
            declared,
            withheld,
            adopted,
            List.of(),
            strong,
            older,
            new Notices.Ahead(expiring, ahead)),
        findings,
        judged.verdict(objections),
        goodUntil,
        impact,
        revocations,
        objections);
  }

  private static TenantIdentity identity(StrictObject fields) {
    var identity =
        new TenantIdentity(fields.text("provider"), fields.text("url"), fields.textOrNull("realm"));
    fields.end();
    return identity;
  }

  private static Notices.Declared declared(StrictObject fields) {
    Portion portion = fields.word("portion", Portion.class);
    return new Notices.Declared(NoticeReader.declared(fields), portion);
  }

  private static Origin origin(StrictObject fields) {
    var origin =
        new Origin(fields.textOrNull("commit"), fields.flag("dirty"), fields.text("files"));
    fields.end();
    return origin;
  }

  /** What a verdict says by itself; what guards have against the plan stands further down. */
  private record Judged(String word, List<Problem> because) {
    Verdict verdict(List<Objection> objections) {
      var verdict = Verdict.of(because, objections);
      if (!PlanWriter.word(verdict).equals(word)) {
        throw new Malformed("has a verdict that does not follow from its guards");
      }
      return verdict;
    }
  }

  private static Judged judged(StrictObject fields) {
    String word = fields.text("is");
    List<Problem> because =
        fields.has("because")
            ? fields.objects("because").stream()
                .map(item -> {
                  Problem problem = problem(item);
                  item.end();
                  return problem;
                })
                .toList()
            : List.of();
    fields.end();
    return new Judged(word, because);
  }

  private static BasisKey basisKey(StrictObject fields) {
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

  private static Step step(StrictObject fields) {
    SourceRef at = ChangeReader.at(fields.objectOrNull("at"));
    Change change = ChangeReader.change(fields, fields.word("cause", Cause.class), at);
    return new Step(
        fields.text("id"),
        fields.word("level", Level.class),
        fields.word("portion", Portion.class),
        change,
        fields.texts("needs"));
  }

  private static Problem problem(StrictObject fields) {
    return new Problem(
        fields.word("severity", Severity.class),
        fields.word("rule", RuleId.class),
        fields.text("message"),
        ChangeReader.at(fields.objectOrNull("at")),
        fields.textOrNull("advice"));
  }
}
