package dev.rolecall.git;

import java.io.File;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * What JGit sees of the machine. By itself JGit measures the file system by writing probe files
 * next to what it reads, stores the result in the home folder, and starts {@code git} to find the
 * system-wide configuration; here it does none of these. The user's own {@code .gitconfig} is read.
 */
final class JGitSetting extends SystemReader.Delegate {
  /** What JGit assumes where it cannot measure: ext4, APFS and NTFS all do better. */
  private static final long TIMESTAMP_RESOLUTION_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final File SYSTEM_CONFIG = new File("/etc/gitconfig");

  private static boolean installed;

  private JGitSetting(SystemReader machine) {
    super(machine);
  }

  /** Replaces JGit's own view, once per process; it has no other place to say this. */
  static synchronized void install() {
    if (!installed) {
      SystemReader.setInstance(new JGitSetting(SystemReader.getInstance()));
      Config.setTypedConfigGetter(new CheckedValues());
      installed = true;
    }
  }

  /** Without this, JGit wants a Java SSH library; with it, it starts the user's own {@code ssh}. */
  @Override
  public @Nullable String getenv(String variable) {
    String value = super.getenv(variable);
    return value == null && variable.equals("GIT_SSH") ? "ssh" : value;
  }

  @Override
  public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
    if (isWindows()) {
      return super.openSystemConfig(parent, fs);
    }
    boolean wanted = getenv("GIT_CONFIG_NOSYSTEM") == null && SYSTEM_CONFIG.isFile();
    return wanted ? new FileBasedConfig(parent, SYSTEM_CONFIG, fs) : new NoFile(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
    return new NoFile(parent, fs);
  }

  @Override
  public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
    FileBasedConfig theirs = super.openUserConfig(parent, fs);
    return new UserConfig(parent, theirs.getFile(), fs);
  }

  /** The user's configuration with an answer ready to the question that would make JGit measure. */
  private static final class UserConfig extends FileBasedConfig {
    UserConfig(@Nullable Config parent, File file, FS fs) {
      super(parent, file, fs);
    }

    @Override
    public long getTimeUnit(
        String section, @Nullable String subsection, String name, long absent, TimeUnit unit) {
      if (section.equals("filesystem")) {
        return unit.convert(TIMESTAMP_RESOLUTION_NANOS, TimeUnit.NANOSECONDS);
      }
      return super.getTimeUnit(section, subsection, name, absent, unit);
    }

    @Override
    public void save() {
      throw new UnsupportedOperationException("rolecall does not write outside the repository");
    }
  }

  private static final class NoFile extends FileBasedConfig {
    NoFile(@Nullable Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
