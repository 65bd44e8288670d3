package dev.rolecall.model;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The keys of a tenant in {@code rolecall.yaml} that not every provider has.
 *
 * @param texts those with one value
 * @param lists those with a list of values
 * @param required those of both that must be there
 * @param userLogin whether credentials may be a {@code username} and {@code password}
 */
public record ProviderKeys(
    Set<String> texts, Set<String> lists, Set<String> required, boolean userLogin) {
  public ProviderKeys {
    texts = Set.copyOf(texts);
    lists = Set.copyOf(lists);
    required = Set.copyOf(required);
  }

  /** Those with one value and those with several. */
  public SortedSet<String> all() {
    var all = new TreeSet<>(texts);
    all.addAll(lists);
    return all;
  }
}
