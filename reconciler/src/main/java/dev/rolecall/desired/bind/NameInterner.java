package dev.rolecall.desired.bind;

import dev.rolecall.model.SubjectName;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Equal subject names of all files share one object: a person stands in many roles. */
public final class NameInterner {
  private final ConcurrentMap<SubjectName, SubjectName> names = new ConcurrentHashMap<>();

  SubjectName shared(SubjectName name) {
    SubjectName first = names.putIfAbsent(name, name);
    return first == null ? name : first;
  }
}
