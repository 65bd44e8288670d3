package dev.rolecall.policy;

import dev.rolecall.diff.Cause;
import dev.rolecall.diff.ChangeKind;
import dev.rolecall.model.CustomRule.Each;
import dev.rolecall.model.SubjectKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a custom rule may speak of: the names, and what they mean. */
public enum RuleFact {
  CHANGE_KIND(Type.TEXT, "what is done"),
  CHANGE_CAUSE(Type.TEXT, "why"),
  CHANGE_ROLE(Type.TEXT, "slug of the role; empty: it is about a capability by itself"),
  CHANGE_SUBJECT(Type.TEXT, "e-mail or name of the holder, users in lower case; empty: none"),
  CHANGE_SUBJECT_KIND(Type.TEXT, "who holds, or empty"),
  CHANGE_ROLES(Type.TEXTS, "roles that come or go with it, those inside roles too"),
  CHANGE_CAPABILITIES(Type.TEXTS, "capabilities that come or go with it"),
  CHANGE_EXPIRES(Type.TIME, "when a new holder loses it again; null: never"),
  CHANGE_REASON(Type.TEXT, "as the line of a new holder gives it; may be empty"),
  CHANGE_FILE(Type.TEXT, "the file that asks for it; empty: none does"),
  PERSON_NAME(Type.TEXT, "e-mail or user name, in lower case"),
  PERSON_PROGRAM(Type.TRUTH, "whether it is the account of a program"),
  PERSON_ENABLED(Type.TRUTH, "whether the account may sign in"),
  PERSON_GAINS(Type.TEXTS, "capabilities gained, effectively"),
  PERSON_GAINS_ROLES(Type.TEXTS, "roles gained"),
  PERSON_LOSES(Type.TEXTS, "capabilities lost, effectively"),
  PERSON_LOSES_ROLES(Type.TEXTS, "roles lost"),
  PLAN_CHANGES(Type.NUMBER, "how many changes there are"),
  PLAN_ROLES(Type.TEXTS, "slugs of the roles that are touched"),
  PLAN_ROLES_CREATED(Type.NUMBER, "how many of them are new"),
  PLAN_ROLES_RETIRED(Type.NUMBER, "how many of them are retired"),
  PLAN_ASSIGNMENTS_ADDED(Type.NUMBER, "how many holders are added"),
  PLAN_ASSIGNMENTS_REMOVED(Type.NUMBER, "how many holders are removed"),
  PLAN_PEOPLE_GAINING(Type.NUMBER, "how many people gain something, effectively"),
  PLAN_PEOPLE_LOSING(Type.NUMBER, "how many people lose something, effectively"),
  PLAN_GAINS(Type.TEXTS, "capabilities that anybody gains"),
  PLAN_LOSES(Type.TEXTS, "capabilities that anybody loses"),
  TENANT(Type.TEXT, "the tenant, as rolecall.yaml calls it"),
  NOW(Type.TIME, "the time of the run");

  /** What a value of it is in Java. */
  public enum Type {
    /** A String. */
    TEXT,
    /** A Long. */
    NUMBER,
    /** A Boolean. */
    TRUTH,
    /** An Instant, or null. */
    TIME,
    /** A list of Strings, sorted. */
    TEXTS
  }

  private final Type type;
  private final String meaning;

  RuleFact(Type type, String meaning) {
    this.type = type;
    this.meaning = meaning;
  }

  public Type type() {
    return type;
  }

  /** What it says, a clause. */
  public String meaning() {
    return words().isEmpty() ? meaning : meaning + ": " + String.join(", ", words());
  }

  /** All that it ever is beside empty; none: it may be anything. */
  public List<String> words() {
    return switch (this) {
      case CHANGE_KIND -> ChangeKind.words();
      case CHANGE_CAUSE -> Arrays.stream(Cause.values()).map(Cause::word).toList();
      case CHANGE_SUBJECT_KIND ->
          Arrays.stream(SubjectKind.values()).map(SubjectKind::word).toList();
      default -> List.of();
    };
  }

  /** As a rule writes it, for example {@code change.subject_kind}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replaceFirst("_", ".");
  }

  /** Those that a rule may speak of. */
  public static List<RuleFact> of(Each each) {
    String own = each.name() + "_";
    return Arrays.stream(values())
        .filter(fact -> fact.name().startsWith(own) || fact == TENANT || fact == NOW)
        .toList();
  }
}
