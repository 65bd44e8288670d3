package dev.rolecall.record;

/**
 * What a run brought the tenant to.
 *
 * @param commit full id; of HEAD where files differed from it
 * @param dirty files differed from that commit
 * @param files digest of all desired files
 * @param shared whether a branch of the remote contained the commit
 */
public record Target(String commit, boolean dirty, String files, boolean shared) {

  public Top top() {
    return new Top(commit, dirty);
  }
}
