package dev.rolecall.house;

import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A dry run is a type: {@code apply}, the port's own package and its adapters name TenantWriter.
 * Somebody must hand the adapter to the applier, so at most one class of {@code reconcile} may, and
 * that one may call nothing on it. "Names" counts signatures of called methods too, so {@code var}
 * does not hide it.
 */
final class WriterRule {
  private final String root;
  private final String writer;

  WriterRule(String root) {
    this.root = root;
    this.writer = root + ".tenant.TenantWriter";
  }

  SortedSet<String> violations(JavaClasses classes) {
    var found = new TreeSet<String>();
    var wiring = new TreeSet<String>();
    for (var origin : classes) {
      var home = origin.getPackageName();
      if (mayWrite(home) || !names(origin)) {
        continue;
      }
      if (!home.equals(root + ".reconcile")) {
        found.add(origin.getName() + " names TenantWriter");
        continue;
      }
      wiring.add(outermost(origin).getName());
      if (origin.getMethodCallsFromSelf().stream()
          .anyMatch(call -> call.getTargetOwner().getName().equals(writer))) {
        found.add(origin.getName() + " calls TenantWriter; only apply writes");
      }
    }
    if (wiring.size() > 1) {
      found.add("one class of reconcile may hand a TenantWriter on, not " + wiring);
    }
    return found;
  }

  private boolean mayWrite(String home) {
    return home.equals(root + ".apply")
        || home.equals(root + ".tenant")
        || home.startsWith(root + ".tenant.");
  }

  private boolean names(JavaClass origin) {
    return origin.getDirectDependenciesFromSelf().stream()
            .anyMatch(it -> it.getTargetClass().getBaseComponentType().getName().equals(writer))
        || origin.getCodeUnitAccessesFromSelf().stream()
            .flatMap(WriterRule::signature)
            .anyMatch(type -> type.getName().equals(writer));
  }

  private static Stream<JavaClass> signature(JavaCodeUnitAccess<?> access) {
    return Stream.concat(
        access.getTarget().getRawParameterTypes().stream(),
        Stream.of(access.getTarget().getRawReturnType()));
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(WriterRule::outermost).orElse(type);
  }

  static SortedSet<String> simple(SortedSet<String> lines, String root) {
    return lines.stream()
        .map(line -> line.replace(root + ".", ""))
        .collect(toCollection(TreeSet::new));
  }
}
