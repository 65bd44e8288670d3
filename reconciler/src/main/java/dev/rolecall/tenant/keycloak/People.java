package dev.rolecall.tenant.keycloak;

import dev.rolecall.model.Directory;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantException.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The users and groups that one read has met, by every name they go by: a user by user name and
 * e-mail, a group by its path with and without the first slash. Thread-safe.
 */
final class People {
  private final Map<String, Subject> byId = new ConcurrentHashMap<>();
  private final Map<SubjectName, Subject> byName = new ConcurrentHashMap<>();
  private final Set<SubjectName> usernames = ConcurrentHashMap.newKeySet();
  private final Set<SubjectName> emails = ConcurrentHashMap.newKeySet();
  private final Set<SubjectName> ambiguous = ConcurrentHashMap.newKeySet();

  /** One object per user: a large realm names each of them often. */
  Subject user(UserRecord user) {
    var known = byId.get(user.id());
    if (known != null) {
      return known;
    }
    var subject = user.subject();
    byId.put(user.id(), subject);
    usernames.add(name(SubjectName.user(user.username()), subject));
    if (!user.email().isEmpty()) {
      emails.add(name(SubjectName.user(user.email()), subject));
    }
    return subject;
  }

  Subject group(GroupRecord group) {
    var subject = new Subject(SubjectKind.GROUP, group.id(), group.path());
    name(SubjectName.group(group.path()), subject);
    name(SubjectName.group(group.path().substring(1)), subject);
    return subject;
  }

  private SubjectName name(SubjectName name, Subject subject) {
    var key = name.folded();
    var other = byName.putIfAbsent(key, subject);
    if (other != null && !other.id().equals(subject.id())) {
      ambiguous.add(key);
    }
    return key;
  }

  boolean knows(SubjectName name) {
    return byName.containsKey(name.folded());
  }

  /**
   * By what the user of that name has yet to be asked for. A holder who goes by an e-mail as user
   * name must not be taken for the one whose e-mail it is; whose e-mail it is, is who is meant, so
   * that the usual plan asks for nobody.
   */
  List<String> unasked(SubjectName name) {
    var key = name.folded();
    boolean mail = key.name().contains("@");
    if (emails.contains(key) || (usernames.contains(key) && !mail)) {
      return List.of();
    }
    var ways = new ArrayList<String>();
    if (!usernames.contains(key)) {
      ways.add("username");
    }
    if (mail) {
      ways.add("email");
    }
    return ways;
  }

  Directory directory() {
    return Directory.ofNames(byName);
  }

  /**
   * A name that two users or two groups share, as the user name of one and the e-mail of another,
   * must not decide who gets a role.
   *
   * @throws TenantException when one of these names is such
   */
  void refuseAmbiguous(Collection<SubjectName> wanted) throws TenantException {
    for (var name : wanted) {
      if (ambiguous.contains(name.folded())) {
        throw new TenantException(
            Kind.REFUSED,
            "could not tell who %s is: two %s of the realm go by that name; declare the one meant by another of its names, or change the other"
                .formatted(name, name.kind().plural()));
      }
    }
  }
}
