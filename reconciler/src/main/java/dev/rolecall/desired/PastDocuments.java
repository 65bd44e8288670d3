package dev.rolecall.desired;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.rolecall.desired.bind.Document;
import dev.rolecall.desired.bind.DocumentReader;
import dev.rolecall.desired.bind.NameInterner;
import dev.rolecall.desired.yaml.YamlReader;
import dev.rolecall.git.Commit;
import dev.rolecall.git.Globs;
import dev.rolecall.git.History;
import dev.rolecall.git.Introductions;
import dev.rolecall.git.PastFile;
import dev.rolecall.model.Sourced;
import dev.rolecall.model.TenantSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The documents that stood in history for one tenant. Versions that would be refused today are read
 * as far as they can be.
 */
final class PastDocuments {
  private final TenantSettings tenant;
  private final Predicate<byte[]> wanted;

  /**
   * Reads nothing yet.
   *
   * @param word versions of files without it are not parsed
   */
  PastDocuments(TenantSettings tenant, String word) {
    this.tenant = tenant;
    this.wanted = bytes -> new String(bytes, ISO_8859_1).contains(word);
  }

  /**
   * Hands over each document and the version of the file that it stands in, newest first.
   *
   * @return which commit brought each version
   * @throws IOException when history cannot be read
   */
  Introductions read(History history, Commit upTo, BiConsumer<Document, PastFile> into)
      throws IOException {
    Globs globs = tenant.files().isEmpty() ? Globs.DEFAULT : Globs.of(tenant.files());
    var introductions = new Introductions();
    try (Stream<PastFile> versions = history.versions(upTo, globs, wanted, introductions)) {
      versions.forEach(version ->
          documents(version).stream()
              .filter(this::isOfTenant)
              .forEach(declared -> into.accept(declared, version)));
    }
    return introductions;
  }

  private static List<Document> documents(PastFile version) {
    var reader = new DocumentReader(new NameInterner(), new ArrayList<>());
    return YamlReader.read(version.path(), version.bytes()).documents().stream()
        .map(reader::read)
        .flatMap(Optional::stream)
        .toList();
  }

  private boolean isOfTenant(Document declared) {
    return declared.tenants().isEmpty()
        || declared.tenants().stream().map(Sourced::value).anyMatch(tenant.name()::equals);
  }
}
