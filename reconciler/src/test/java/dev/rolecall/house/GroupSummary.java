package dev.rolecall.house;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Prints tests and seconds per group when the test run ends. A group is the first tag of a test
 * class, else its package below {@code dev.rolecall}. Seconds are busy time of the classes: with
 * parallel tests their sum is more than the clock shows.
 */
public final class GroupSummary implements LauncherSessionListener, TestExecutionListener {
  private final Map<String, Long> started = new ConcurrentHashMap<>();
  private final Map<String, Row> rows = new TreeMap<>();

  private static final class Row {
    int tests;
    int failed;
    int skipped;
    Duration time = Duration.ZERO;
  }

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    session.getLauncher().registerTestExecutionListeners(this);
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    synchronized (rows) {
      if (!rows.isEmpty()) {
        System.out.println(table() + leftOut());
      }
    }
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    started.put(test.getUniqueId(), System.nanoTime());
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    count(test, row -> row.skipped++);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    var begin = started.remove(test.getUniqueId());
    boolean failed = result.getStatus() == TestExecutionResult.Status.FAILED;
    boolean aborted = result.getStatus() == TestExecutionResult.Status.ABORTED;
    count(
        test,
        row -> {
          row.tests += test.isTest() ? 1 : 0;
          row.failed += failed ? 1 : 0;
          row.skipped += aborted ? 1 : 0;
          if (begin != null && isTopClass(test)) {
            row.time = row.time.plusNanos(System.nanoTime() - begin);
          }
        });
  }

  private void count(TestIdentifier test, Consumer<Row> change) {
    group(test)
        .ifPresent(group -> {
          synchronized (rows) {
            change.accept(rows.computeIfAbsent(group, _ -> new Row()));
          }
        });
  }

  private static boolean isTopClass(TestIdentifier test) {
    return test.getSource().orElse(null) instanceof ClassSource source
        && source.getClassName().indexOf('$') < 0;
  }

  private static Optional<String> group(TestIdentifier test) {
    var source = test.getSource().orElse(null);
    var name =
        switch (source) {
          case ClassSource type -> type.getClassName();
          case MethodSource method -> method.getClassName();
          case null, default -> null;
        };
    if (name == null) {
      return Optional.empty();
    }
    var tag = test.getTags().stream().map(TestTag::getName).sorted().findFirst();
    return tag.or(() -> Optional.of(packageBelowRoot(name)));
  }

  private static String packageBelowRoot(String className) {
    int end = className.lastIndexOf('.');
    var home = end < 0 ? "" : className.substring(0, end);
    return home.startsWith("dev.rolecall.") ? home.substring("dev.rolecall.".length()) : "(root)";
  }

  /** A run without some tests says so: surefire itself drops excluded tags without a word. */
  private static String leftOut() {
    var tags = System.getProperty("rolecall.tests.excluded", "");
    return tags.isEmpty() ? "" : "%nleft out: %s".formatted(tags);
  }

  private String table() {
    var text = new StringBuilder();
    line(text, "group", "tests", "failed", "skipped", "seconds");
    var sum = new Row();
    rows.forEach((group, row) -> {
      line(text, group, row);
      sum.tests += row.tests;
      sum.failed += row.failed;
      sum.skipped += row.skipped;
      sum.time = sum.time.plus(row.time);
    });
    line(text, "all", sum);
    return text.toString();
  }

  private static void line(StringBuilder text, String group, Row row) {
    line(
        text,
        group,
        String.valueOf(row.tests),
        String.valueOf(row.failed),
        String.valueOf(row.skipped),
        "%.1f".formatted(row.time.toMillis() / 1000.0));
  }

  private static void line(
      StringBuilder text, String group, String tests, String failed, String skipped, String time) {
    text.append("%n%-24s %7s %7s %8s %9s".formatted(group, tests, failed, skipped, time));
  }
}
