package dev.rolecall.desired.bind;

import dev.rolecall.model.Credentials;
import dev.rolecall.model.SecretSource;
import dev.rolecall.model.TenantSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The settings of one tenant key by key, each with what people may see of it. */
final class SettingValues {
  /** What a message can hold of one value, in characters. */
  private static final int SHOWN = 200;

  private static final Pattern PLAIN = Pattern.compile("[^\\s,\\[\\]\"]+");

  /**
   * One value.
   *
   * @param exact what decides whether it changed; may be a secret's text where a file breaks the
   *     rules, so it is never printed
   */
  record Value(Object exact, String shown) {}

  private final SequencedMap<List<String>, Value> values = new LinkedHashMap<>();

  private SettingValues() {}

  /** By the keys that lead to each, as in {@code [credentials, client-id]}. */
  static SequencedMap<List<String>, Value> of(TenantSettings tenant) {
    var all = new SettingValues();
    all.put(tenant.endpoint().provider().word(), "provider");
    all.put(tenant.endpoint().url().toString(), "url");
    all.credentials(tenant.credentials(), "credentials");
    all.credentials(tenant.applyCredentials(), "apply-credentials");
    if (!tenant.files().isEmpty()) {
      all.put(list(tenant.files()), "files");
    }
    all.options(tenant.options(), tenant.endpoint().provider().keys().lists());
    return all.values;
  }

  private void options(Map<String, String> options, Set<String> lists) {
    var record = new TreeMap<String, String>();
    options.forEach((key, value) -> {
      if (key.startsWith("record.")) {
        record.put(key.substring("record.".length()), value);
      } else {
        put(lists.contains(key) ? list(value.lines().toList()) : value, key);
      }
    });
    if (record.containsKey("local")) {
      put("local", "record");
    } else {
      record.forEach((key, value) -> put(value, "record", key));
    }
  }

  private void credentials(@Nullable Credentials credentials, String key) {
    if (credentials == null) {
      return;
    }
    secret(credentials.clientId(), true, key, "client-id");
    if (credentials.clientSecret() != null) {
      secret(credentials.clientSecret(), false, key, "client-secret");
    }
    if (credentials.user() != null) {
      secret(credentials.user().name(), true, key, "username");
      secret(credentials.user().password(), false, key, "password");
    }
  }

  /**
   * @param open whether a literal may be seen: a client id may, a secret that somebody wrote down
   *     against the rules may not
   */
  private void secret(SecretSource secret, boolean open, String... path) {
    String shown =
        switch (secret) {
          case SecretSource.Literal(String value) -> open ? cut(value) : "a literal";
          case SecretSource.Environment(String name) -> "{ env: " + cut(name) + " }";
          case SecretSource.File(String file) -> "{ file: " + cut(file) + " }";
        };
    values.put(List.of(path), new Value(secret, shown));
  }

  private void put(String value, String... path) {
    values.put(List.of(path), new Value(value, cut(value)));
  }

  /** As in YAML: an item that could be read as two stands in quotes. */
  private static String list(List<String> items) {
    return items.stream()
        .map(item -> PLAIN.matcher(item).matches() ? item : '"' + item + '"')
        .collect(Collectors.joining(", ", "[", "]"));
  }

  static String cut(String value) {
    return value.codePointCount(0, value.length()) <= SHOWN
        ? value
        : value.substring(0, value.offsetByCodePoints(0, SHOWN)) + "...";
  }
}
