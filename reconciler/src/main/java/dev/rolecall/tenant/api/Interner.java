package dev.rolecall.tenant.api;

import dev.rolecall.http.Json;
import dev.rolecall.http.UnreadableResponse;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectDirectory;
import dev.rolecall.model.SubjectId;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One object per subject and slug of one read: a million assignments name few of either, and would
 * not fit otherwise. Thread-safe.
 */
final class Interner {
  /** One assignment. */
  record Holding(Slug role, Subject subject) {}

  private final ConcurrentHashMap<String, Subject> subjects = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Slug, Slug> slugs = new ConcurrentHashMap<>();

  /** Everybody met so far; two accounts of one e-mail are both under it. */
  SubjectDirectory directory() {
    return SubjectDirectory.of(subjects.values());
  }

  boolean has(SubjectId subject) {
    var known = subjects.get(subject.id());
    return known != null && known.kind() == subject.kind();
  }

  /** Of these groups, those whose slug nobody met so far has. */
  List<String> unmet(Collection<SubjectName> groups) {
    var met = new HashSet<String>();
    subjects
        .values()
        .forEach(subject -> {
          if (subject.kind() == SubjectKind.GROUP) {
            met.add(subject.name());
          }
        });
    return groups.stream()
        .filter(name -> name.kind() == SubjectKind.GROUP && !met.contains(name.name()))
        .map(SubjectName::name)
        .toList();
  }

  Holding holding(Json json) throws UnreadableResponse {
    Slug role = null;
    Subject subject = null;
    json.object();
    for (String name = json.member(); name != null; name = json.member()) {
      switch (name) {
        case "role" -> role = slug(JsonDecoders.slug(json));
        case "subject" -> subject = subject(json, null);
        default -> json.skip();
      }
    }
    return new Holding(json.need(role, "role"), json.need(subject, "subject"));
  }

  private Slug slug(Slug slug) {
    var known = slugs.putIfAbsent(slug, slug);
    return known == null ? slug : known;
  }

  Subject user(Json json) throws UnreadableResponse {
    return subject(json, SubjectKind.USER);
  }

  Subject group(Json json) throws UnreadableResponse {
    return subject(json, SubjectKind.GROUP);
  }

  /** A subject that says its type, or that is of this kind because of where it was listed. */
  private Subject subject(Json json, @Nullable SubjectKind listed) throws UnreadableResponse {
    var kind = listed;
    String id = null;
    String email = null;
    String slug = null;
    json.object();
    for (String name = json.member(); name != null; name = json.member()) {
      switch (name) {
        case "type" -> kind = kind(json);
        case "id" -> id = json.id();
        case "email" -> email = json.textOrNull();
        case "slug" -> slug = json.textOrNull();
        default -> json.skip();
      }
    }
    String sure = json.need(id, "id");
    var known = subjects.get(sure);
    if (known != null) {
      return known;
    }
    var sort = json.need(kind, "type");
    String name =
        switch (sort) {
          case USER -> json.need(email, "email");
          case GROUP -> json.need(slug, "slug");
        };
    var made = new Subject(sort, sure, name);
    var other = subjects.putIfAbsent(sure, made);
    return other == null ? made : other;
  }

  private static SubjectKind kind(Json json) throws UnreadableResponse {
    return switch (json.text()) {
      case "user" -> SubjectKind.USER;
      case "group" -> SubjectKind.GROUP;
      default -> throw json.unexpected("user or group");
    };
  }
}
