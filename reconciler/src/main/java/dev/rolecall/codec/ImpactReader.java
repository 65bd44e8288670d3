package dev.rolecall.codec;

import dev.rolecall.access.Access;
import dev.rolecall.access.Impact;
import dev.rolecall.access.Impact.Reach;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Person;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads what {@link ImpactWriter} wrote. */
final class ImpactReader {
  private ImpactReader() {}

  /** The entries of the object that was entered. */
  static Impact read(EntryReader in) {
    List<Impact.Shift> shifts = in.each("shifts", ImpactReader::shift);
    var roles = new TreeMap<Slug, Reach>();
    var capabilities = new TreeMap<CapabilityId, Reach>();
    in.each(
        "reach",
        fields -> {
          var reach = new Reach(fields.number("before"), fields.number("after"));
          return fields.has("role")
              ? roles.put(fields.slug("role"), reach)
              : capabilities.put(fields.capability("capability"), reach);
        });
    List<Subject> unread = in.each("unread", ChangeReader::subject);
    return new Impact(shifts, roles, capabilities, unread);
  }

  private static Impact.Shift shift(StrictObject fields) {
    return new Impact.Shift(
        access(fields.object("gained")),
        access(fields.object("lost")),
        access(fields.object("kept")),
        fields.objects("people").stream().map(ImpactReader::person).toList());
  }

  static Access access(StrictObject fields) {
    var roles = new TreeSet<Slug>();
    fields.texts("roles").forEach(role -> roles.add(new Slug(role)));
    var access = new Access(roles, new TreeSet<>(fields.capabilities("capabilities")));
    fields.end();
    return access;
  }

  static Person person(StrictObject fields) {
    var account = new Subject(SubjectKind.USER, fields.text("id"), fields.text("name"));
    var person =
        new Person(
            account,
            fields.has("service") && fields.flag("service"),
            !(fields.has("disabled") && fields.flag("disabled")));
    fields.end();
    return person;
  }
}
