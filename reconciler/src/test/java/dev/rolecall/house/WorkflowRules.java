package dev.rolecall.house;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What a GitHub workflow of this repository must be: no expression inside a script (whoever names a
 * branch would write code), least permissions said aloud, actions pinned to a version.
 */
final class WorkflowRules {
  private static final Pattern PINNED = Pattern.compile("[\\w.-]+/[\\w./-]+@(v\\d+|[0-9a-f]{40})");

  private WorkflowRules() {}

  static SortedSet<String> violations(String file, String yaml) {
    var found = new TreeSet<String>();
    if (!(new Load(LoadSettings.builder().setLabel(file).build()).loadFromString(yaml)
        instanceof Map<?, ?> workflow)) {
      found.add(file + ": not a mapping");
      return found;
    }
    if (!workflow.containsKey("permissions")) {
      found.add(file + ": says no permissions");
    }
    if (String.valueOf(workflow.get("on")).contains("pull_request_target")) {
      found.add(file + ": pull_request_target runs a stranger's branch with our secrets");
    }
    if (!(workflow.get("jobs") instanceof Map<?, ?> jobs)) {
      found.add(file + ": no jobs");
      return found;
    }
    jobs.forEach((name, job) -> job(file + ": " + name, job, found));
    return found;
  }

  private static void job(String where, Object job, SortedSet<String> found) {
    if (!(job instanceof Map<?, ?> map && map.get("steps") instanceof List<?> steps)) {
      found.add(where + ": no steps");
      return;
    }
    if (!map.containsKey("timeout-minutes")) {
      found.add(where + ": no timeout-minutes");
    }
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) instanceof Map<?, ?> step) {
        step(where + ": step " + (i + 1), step, found);
      }
    }
  }

  private static void step(String where, Map<?, ?> step, SortedSet<String> found) {
    if (step.get("run") instanceof String script && script.contains("${{")) {
      found.add(where + ": an expression in a script; pass it through env");
    }
    if (step.get("uses") instanceof String action) {
      if (!PINNED.matcher(action).matches()) {
        found.add(where + ": " + action + " is not pinned to a version");
      }
      boolean says =
          step.get("with") instanceof Map<?, ?> with && with.containsKey("persist-credentials");
      if (action.startsWith("actions/checkout@") && !says) {
        found.add(where + ": a checkout that does not say persist-credentials");
      }
    }
  }
}
