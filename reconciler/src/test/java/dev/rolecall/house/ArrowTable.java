package dev.rolecall.house;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The arrow table of the design as data: which package may use which, and which libraries. What is
 * not written here is forbidden. Names are relative to the root package.
 */
final class ArrowTable {

  /** What one package may use. {@code packages} and {@code libraries} never overlap. */
  record Row(Set<String> packages, Set<String> libraries) {}

  /** Library name of the table to the package prefixes that it brings. */
  static final Map<String, Set<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry("jgit", Set.of("org.eclipse.jgit")),
          Map.entry("snakeyaml-engine", Set.of("org.snakeyaml.engine")),
          Map.entry("networknt", Set.of("com.networknt")),
          Map.entry("jackson", Set.of("tools.jackson", "com.fasterxml.jackson.annotation")),
          // OkHttp's signatures name okio and Kotlin types; nobody else has a reason to.
          Map.entry("okhttp", Set.of("okhttp3", "okio", "kotlin")),
          Map.entry("jdk.httpserver", Set.of("com.sun.net.httpserver")),
          Map.entry("sqlite-jdbc", Set.of("org.sqlite", "java.sql", "javax.sql")),
          Map.entry("jwt", Set.of("com.nimbusds")),
          // Its signatures name the lists of Guava; nobody else has a reason to.
          Map.entry("cel", Set.of("dev.cel", "com.google.common.collect")),
          Map.entry("picocli", Set.of("picocli")));

  /** Allowed in every package. */
  static final Set<String> EVERYWHERE =
      Set.of("java", "javax.crypto", "javax.net", "javax.security", "javax.xml", "org.jspecify");

  /**
   * Parts of {@code java.*} that no package may use: OkHttp is the one HTTP client, nobody logs.
   */
  static final Set<String> NOWHERE = Set.of("java.net.http", "java.util.logging");

  private static final Map<String, Row> ROWS = new LinkedHashMap<>();

  static {
    row("problem", "", "");
    row("model", "", "problem");
    row("git", "jgit", "model problem");
    row("desired.yaml", "snakeyaml-engine", "problem");
    row("desired.schema", "networknt jackson", "desired.yaml problem");
    row("desired.bind", "", "desired.yaml model problem");
    row("desired", "", "desired.yaml desired.schema desired.bind git model problem");
    row("http", "okhttp jackson", "problem");
    row("tenant", "", "model problem");
    row("tenant.provider", "", "http tenant model problem");
    row("tenant.api", "jackson", "tenant.provider http tenant model problem");
    row("tenant.keycloak", "jackson", "tenant.provider http tenant model problem");
    row("diff", "", "model problem");
    row("access", "", "diff model problem");
    row("policy", "", "access diff model problem");
    row("policy.cel", "cel", "policy model problem");
    row("plan", "", "policy access diff model problem");
    row("codec", "jackson", "plan policy access diff model problem");
    row("planfile", "jackson", "codec plan policy access diff model problem");
    row("record", "jackson", "codec git plan diff model problem");
    row("apply", "", "plan policy diff tenant model problem");
    row("journal", "jackson", "apply plan policy diff model problem");
    row("drift", "", "diff access model problem");
    row("report", "jackson", "drift apply codec plan policy access diff model problem");
    row("export", "snakeyaml-engine", "model problem");
    row("edit", "snakeyaml-engine", "desired.yaml export model problem");
    row("publish", "", "http report problem");
    row("reconcile", "", String.join(" ", ROWS.keySet()));
    row("sandbox", "jdk.httpserver sqlite-jdbc jackson jwt", "desired.yaml model problem");
    row("cli", "picocli", String.join(" ", ROWS.keySet()));
  }

  private ArrowTable() {}

  static Map<String, Row> rows() {
    return ROWS;
  }

  private static void row(String name, String libraries, String packages) {
    ROWS.put(name, new Row(words(packages), words(libraries)));
  }

  private static Set<String> words(String text) {
    var words = new TreeSet<>(Arrays.asList(text.split(" ", -1)));
    words.remove("");
    return words;
  }
}
