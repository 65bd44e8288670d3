package dev.rolecall.git;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a git remote may be reached: the environment that names credentials, proxy and ssh, and how
 * long an operation may take in all. Its text never shows the environment.
 */
public final class RemoteAccess {
  /** For http(s) remotes; sent as the password of the user {@code x-access-token}. */
  static final String TOKEN = "ROLECALL_GIT_TOKEN";

  private static final Duration FETCH = Duration.ofMinutes(1);
  private static final Duration PUSH = Duration.ofMinutes(2);

  private final Map<String, String> environment;
  private final Duration fetchLimit;
  private final Duration pushLimit;

  private RemoteAccess(Map<String, String> environment, Duration fetchLimit, Duration pushLimit) {
    this.environment = Map.copyOf(environment);
    this.fetchLimit = fetchLimit;
    this.pushLimit = pushLimit;
  }

  /** With 60 seconds for a look or a fetch and 120 for a push. */
  public static RemoteAccess of(Map<String, String> environment) {
    return new RemoteAccess(environment, FETCH, PUSH);
  }

  /** The same with other limits; each is the total of one operation. */
  public RemoteAccess within(Duration fetch, Duration push) {
    return new RemoteAccess(environment, fetch, push);
  }

  Duration fetchLimit() {
    return fetchLimit;
  }

  Duration pushLimit() {
    return pushLimit;
  }

  /** The value of a variable; null when it is not set or empty. */
  @Nullable String variable(String name) {
    String value = environment.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  /** Makes the environment of a process that is started for git: no token of ours in it. */
  void prepare(ProcessBuilder process) {
    process.environment().putAll(environment);
    process.environment().remove(TOKEN);
    process.environment().remove("GIT_DIR");
    process.environment().remove("GIT_WORK_TREE");
    process.environment().remove("GIT_INDEX_FILE");
    process.environment().put("GIT_TERMINAL_PROMPT", "0");
  }

  @Override
  public String toString() {
    return "RemoteAccess[fetch " + fetchLimit + ", push " + pushLimit + "]";
  }
}
