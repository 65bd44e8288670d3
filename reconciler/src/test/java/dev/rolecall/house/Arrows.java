package dev.rolecall.house;

import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.SortedSet;
import java.util.TreeSet;

/** Holds classes against the arrow table; each finding is one line that names the arrow. */
final class Arrows {
  private final String root;

  /** The root package is a parameter so that the rule itself can be tried on fixtures. */
  Arrows(String root) {
    this.root = root;
  }

  SortedSet<String> violations(JavaClasses classes) {
    return classes.stream()
        .flatMap(origin -> violations(origin).stream())
        .collect(toCollection(TreeSet::new));
  }

  private SortedSet<String> violations(JavaClass origin) {
    var found = new TreeSet<String>();
    var from = relative(origin.getPackageName());
    var row = ArrowTable.rows().get(from);
    if (row == null) {
      found.add("package " + from + " is not in the arrow table (ArrowTable.java)");
      return found;
    }
    for (var dependency : origin.getDirectDependenciesFromSelf()) {
      var target = dependency.getTargetClass().getBaseComponentType();
      if (target.isPrimitive() || allows(from, row, target.getPackageName())) {
        continue;
      }
      found.add(from + " -> " + target.getName() + "   (" + origin.getName() + ")");
    }
    return found;
  }

  private boolean allows(String from, ArrowTable.Row row, String target) {
    if (within(target, root)) {
      var to = relative(target);
      return to.equals(from) || row.packages().contains(to);
    }
    if (ArrowTable.NOWHERE.stream().anyMatch(prefix -> within(target, prefix))) {
      return false;
    }
    for (var library : ArrowTable.LIBRARIES.entrySet()) {
      if (library.getValue().stream().anyMatch(prefix -> within(target, prefix))) {
        return row.libraries().contains(library.getKey());
      }
    }
    return ArrowTable.EVERYWHERE.stream().anyMatch(prefix -> within(target, prefix));
  }

  private String relative(String name) {
    return name.equals(root) ? "(root)" : name.substring(root.length() + 1);
  }

  private static boolean within(String name, String prefix) {
    return name.equals(prefix) || name.startsWith(prefix + ".");
  }
}
