package dev.rolecall.git;

import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.DefaultTypedConfigGetter;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/**
 * Every value of git's configuration that JGit reads as anything but text, of the clone, the user
 * or the machine. One that it does not understand is the user's to mend; by itself JGit throws for
 * it what it throws for a mistake of its caller.
 */
final class CheckedValues extends DefaultTypedConfigGetter {

  @Override
  public boolean getBoolean(
      Config config, String section, @Nullable String subsection, String name, boolean absent) {
    return new Key(config, section, subsection, name)
        .read(() -> super.getBoolean(config, section, subsection, name, absent));
  }

  @Override
  public @Nullable Boolean getBoolean(
      Config config,
      String section,
      @Nullable String subsection,
      String name,
      @Nullable Boolean absent) {
    return new Key(config, section, subsection, name)
        .read(() -> super.getBoolean(config, section, subsection, name, absent));
  }

  @Override
  public <T extends @Nullable Enum<?>> T getEnum(
      Config config, T[] all, String section, @Nullable String subsection, String name, T absent) {
    return new Key(config, section, subsection, name)
        .read(() -> super.getEnum(config, all, section, subsection, name, absent));
  }

  @Override
  public int getInt(
      Config config, String section, @Nullable String subsection, String name, int absent) {
    var key = new Key(config, section, subsection, name);
    return key.limited(key.read(() -> super.getInt(config, section, subsection, name, absent)));
  }

  @Override
  public @Nullable Integer getInt(
      Config config,
      String section,
      @Nullable String subsection,
      String name,
      @Nullable Integer absent) {
    var key = new Key(config, section, subsection, name);
    @Nullable Integer value =
        key.read(() -> super.getInt(config, section, subsection, name, absent));
    return value == null ? null : key.limited(value);
  }

  @Override
  public int getIntInRange(
      Config config,
      String section,
      @Nullable String subsection,
      String name,
      int least,
      int most,
      int absent) {
    return new Key(config, section, subsection, name)
        .read(() -> super.getIntInRange(config, section, subsection, name, least, most, absent));
  }

  @Override
  public @Nullable Integer getIntInRange(
      Config config,
      String section,
      @Nullable String subsection,
      String name,
      int least,
      int most,
      @Nullable Integer absent) {
    return new Key(config, section, subsection, name)
        .read(() -> super.getIntInRange(config, section, subsection, name, least, most, absent));
  }

  @Override
  public long getLong(
      Config config, String section, @Nullable String subsection, String name, long absent) {
    return new Key(config, section, subsection, name)
        .read(() -> super.getLong(config, section, subsection, name, absent));
  }

  @Override
  public @Nullable Long getLong(
      Config config,
      String section,
      @Nullable String subsection,
      String name,
      @Nullable Long absent) {
    return new Key(config, section, subsection, name)
        .read(() -> super.getLong(config, section, subsection, name, absent));
  }

  @Override
  public long getTimeUnit(
      Config config,
      String section,
      @Nullable String subsection,
      String name,
      long absent,
      TimeUnit unit) {
    return new Key(config, section, subsection, name)
        .read(() -> super.getTimeUnit(config, section, subsection, name, absent, unit));
  }

  @Override
  public @Nullable Long getTimeUnit(
      Config config,
      String section,
      @Nullable String subsection,
      String name,
      @Nullable Long absent,
      TimeUnit unit) {
    return new Key(config, section, subsection, name)
        .read(() -> super.getTimeUnit(config, section, subsection, name, absent, unit));
  }

  @Override
  public @Nullable Path getPath(
      Config config,
      String section,
      @Nullable String subsection,
      String name,
      FS fs,
      File resolveAgainst,
      @Nullable Path absent) {
    return new Key(config, section, subsection, name)
        .read(() -> super.getPath(config, section, subsection, name, fs, resolveAgainst, absent));
  }

  @Override
  public List<RefSpec> getRefSpecs(
      Config config, String section, @Nullable String subsection, String name) {
    return new Key(config, section, subsection, name)
        .read(() -> super.getRefSpecs(config, section, subsection, name));
  }

  private record Key(Config config, String section, @Nullable String subsection, String name) {
    <T extends @Nullable Object> T read(Supplier<T> value) {
      try {
        return value.get();
      } catch (IllegalArgumentException e) {
        throw notUnderstood();
      }
    }

    /** JGit takes these from the file, and throws where it first makes or packs an object. */
    int limited(int value) {
      boolean fits =
          switch (bare().toLowerCase(Locale.ROOT)) {
            case "core.compression", "core.loosecompression", "pack.compression" ->
                value >= -1 && value <= 9;
            case "pack.indexversion" -> value <= 2;
            default -> true;
          };
      if (!fits) {
        throw notUnderstood();
      }
      return value;
    }

    private InvalidInputException notUnderstood() {
      String key = RemoteWords.line(bare(), "a key");
      String value = RemoteWords.line(config.getString(section, subsection, name), "nothing");
      return new InvalidInputException(
          Problem.error(
                  RuleId.UNREADABLE_CLONE,
                  null,
                  "The configuration of git has %s=%s, which is not understood."
                      .formatted(key, value))
              .advising(
                  "git config --show-origin --get-all %s says where; correct or remove it."
                      .formatted(key)));
    }

    private String bare() {
      return subsection == null ? section + "." + name : section + "." + subsection + "." + name;
    }
  }
}
