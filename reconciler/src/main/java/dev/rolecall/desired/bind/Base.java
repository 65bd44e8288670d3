package dev.rolecall.desired.bind;

import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Settings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a change is judged against: the settings and the states of {@code --base}.
 *
 * @param commit what people call it, for example {@code abc1234}
 * @param settings null when the base had no readable {@code rolecall.yaml}
 * @param states by tenant
 */
public record Base(String commit, @Nullable Settings settings, Map<String, DesiredState> states) {
  public Base {
    states = Map.copyOf(states);
  }
}
