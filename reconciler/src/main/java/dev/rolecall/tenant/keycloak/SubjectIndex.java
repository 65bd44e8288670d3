package dev.rolecall.tenant.keycloak;

import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectDirectory;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The users and groups that one read has met, by every name they go by: a user by user name and
 * e-mail, a group by its path with and without the first slash. Two may go by one name.
 * Thread-safe.
 */
final class SubjectIndex {
  private final SubjectDirectory.Builder directory = new SubjectDirectory.Builder();
  private final Map<String, Subject> users = new HashMap<>();
  private final Set<SubjectName> usernames = new HashSet<>();
  private final Set<SubjectName> emails = new HashSet<>();
  private final SortedSet<String> disabled = new TreeSet<>();

  /** One object per user: a large realm names each of them often. */
  synchronized Subject user(UserRecord user) {
    var known = users.get(user.id());
    if (known != null) {
      return known;
    }
    var subject = user.subject();
    users.put(user.id(), subject);
    if (!user.enabled()) {
      disabled.add(user.id());
    }
    usernames.add(name(SubjectName.user(user.username()), subject));
    if (!user.email().isEmpty()) {
      emails.add(name(SubjectName.user(user.email()), subject));
    }
    return subject;
  }

  synchronized Subject group(GroupRecord group) {
    var subject = new Subject(SubjectKind.GROUP, group.id(), group.path());
    name(SubjectName.group(group.path()), subject);
    name(SubjectName.group(group.path().substring(1)), subject);
    return subject;
  }

  private SubjectName name(SubjectName name, Subject subject) {
    var key = name.folded();
    directory.add(key, subject);
    return key;
  }

  synchronized boolean knows(SubjectName name) {
    var key = name.folded();
    return usernames.contains(key) || emails.contains(key);
  }

  synchronized boolean knowsId(String id) {
    return users.containsKey(id);
  }

  /**
   * By what the bearers of that name have yet to be asked for. A user name is one user's; so is an
   * e-mail, unless the realm lets users share them; but one's user name may be another's e-mail.
   */
  synchronized List<String> unasked(SubjectName name, boolean sharedEmails) {
    var key = name.folded();
    var ways = new ArrayList<String>();
    if (!usernames.contains(key)) {
      ways.add("username");
    }
    if (key.name().contains("@") && (sharedEmails || !emails.contains(key))) {
      ways.add("email");
    }
    return ways;
  }

  /** The ids of those met who cannot sign in. */
  synchronized SortedSet<String> disabled() {
    return new TreeSet<>(disabled);
  }

  /** The ids of those met whose user name is one of these. */
  synchronized SortedSet<String> named(Set<String> names) {
    var ids = new TreeSet<String>();
    users.values().stream()
        .filter(user -> names.contains(user.name()))
        .forEach(user -> ids.add(user.id()));
    return ids;
  }

  synchronized SubjectDirectory directory() {
    return directory.build();
  }
}
