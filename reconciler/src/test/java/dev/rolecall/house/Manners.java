package dev.rolecall.house;

import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What only {@code cli} may touch: printing, exit, environment, clock; and what nobody may. */
final class Manners {
  private static final Set<String> CLOCKS = Set.of("java.time.Clock", "java.time.InstantSource");

  /** Class to members that reach outside the program. */
  private static final Map<String, Set<String>> OUTSIDE =
      Map.of(
          "java.lang.System",
          Set.of("out", "err", "in", "exit", "getenv", "console", "currentTimeMillis", "nanoTime"),
          "java.lang.Runtime",
          Set.of("exit", "halt", "addShutdownHook"),
          "java.lang.Throwable",
          Set.of("printStackTrace"),
          "java.time.Clock",
          Set.of("systemUTC", "systemDefaultZone", "system", "tickMillis", "tickSeconds"),
          "java.time.InstantSource",
          Set.of("system"),
          "java.util.Calendar",
          Set.of("getInstance"));

  private static final Map<String, Set<String>> NEVER =
      Map.of("java.lang.Thread", Set.of("sleep"), "java.util.concurrent.TimeUnit", Set.of("sleep"));

  /**
   * Who may print a line as it is; everybody else goes through {@code CliContext}, which escapes.
   */
  private static final Set<String> PRINTERS =
      Set.of("CliContext", "DemoStory", "ExceptionMapper", "Main", "Progress", "SandboxCommand");

  private final String root;

  Manners(String root) {
    this.root = root;
  }

  SortedSet<String> violations(JavaClasses classes) {
    return classes.stream()
        .flatMap(origin -> origin.getAccessesFromSelf().stream())
        .filter(access ->
            never(access)
                || printsRaw(access)
                || (outside(access) && !inCli(access.getOriginOwner())))
        .map(Manners::line)
        .collect(toCollection(TreeSet::new));
  }

  private boolean inCli(JavaClass origin) {
    return origin.getPackageName().equals(root + ".cli");
  }

  private static boolean never(JavaAccess<?> access) {
    return names(NEVER, access);
  }

  private static boolean printsRaw(JavaAccess<?> access) {
    return access.getTarget().getName().equals("println")
        && access.getTargetOwner().isAssignableTo("java.io.PrintWriter")
        && !PRINTERS.contains(access.getOriginOwner().getSimpleName());
  }

  private static boolean outside(JavaAccess<?> access) {
    return names(OUTSIDE, access) || readsClock(access);
  }

  private static boolean names(Map<String, Set<String>> table, JavaAccess<?> access) {
    // A call through a subclass (e.printStackTrace() on an IOException) has that subclass as owner.
    var owner = access.getTargetOwner();
    return table.entrySet().stream()
        .filter(entry -> entry.getValue().contains(access.getTarget().getName()))
        .anyMatch(entry -> owner.isAssignableTo(entry.getKey()));
  }

  /** {@code X.now()} of java.time without a clock in its parameters, and {@code new Date()}. */
  private static boolean readsClock(JavaAccess<?> access) {
    var owner = access.getTargetOwner().getName();
    var target = access.getTarget();
    if (owner.startsWith("java.time.") && target.getName().equals("now")) {
      return parameters(access).stream().noneMatch(CLOCKS::contains);
    }
    return owner.equals("java.util.Date")
        && target.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)
        && parameters(access).isEmpty();
  }

  private static List<String> parameters(JavaAccess<?> access) {
    return access.getTarget() instanceof CodeUnitAccessTarget unit
        ? unit.getRawParameterTypes().stream().map(JavaClass::getName).toList()
        : List.of();
  }

  private static String line(JavaAccess<?> access) {
    return access.getOriginOwner().getSimpleName()
        + " uses "
        + access.getTargetOwner().getSimpleName()
        + "."
        + access.getTarget().getName()
        + "   "
        + access.getSourceCodeLocation();
  }
}
