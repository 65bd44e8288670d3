package dev.rolecall.sandbox;

import dev.rolecall.desired.yaml.ListNode;
import dev.rolecall.desired.yaml.MapNode;
import dev.rolecall.desired.yaml.Node;
import dev.rolecall.desired.yaml.ScalarNode;
import dev.rolecall.desired.yaml.YamlReader;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a seed file into records, in the order that the intake needs them. */
final class SeedReader {
  /** The largest file that is read, in bytes. */
  private static final int LARGEST = 16 * 1024 * 1024;

  static final List<SeedRecord> NOTHING = List.of();

  private final List<SeedRecord> records = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private SeedReader() {}

  /**
   * All records of the file.
   *
   * @throws InvalidInputException with every problem found
   */
  static List<SeedRecord> read(Path file) {
    var reader = new SeedReader();
    reader.document(file.toString(), bytes(file));
    if (!reader.problems.isEmpty()) {
      throw new InvalidInputException(reader.problems.stream().sorted(Problem.BY_PLACE).toList());
    }
    return reader.records;
  }

  private static byte[] bytes(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new InvalidInputException(
            Problem.error(
                RuleId.UNREADABLE_FILE,
                SourceRef.wholeFile(file.toString()),
                "The seed file is larger than 16 MiB, and none that is read is."));
      }
      return bytes;
    } catch (IOException e) {
      throw new InvalidInputException(
          Problem.error(
              RuleId.UNREADABLE_FILE,
              SourceRef.wholeFile(file.toString()),
              "The seed file cannot be read: " + e.getClass().getSimpleName() + "."));
    }
  }

  private void document(String file, byte[] bytes) {
    var parsed = YamlReader.read(file, bytes);
    problems.addAll(parsed.problems());
    if (!problems.isEmpty()) {
      return;
    }
    Node root = parsed.documents().getFirst();
    if (parsed.documents().size() > 1) {
      complain(RuleId.WRONG_TYPE, parsed.documents().get(1), "A seed is one document.");
    }
    if (!(root instanceof MapNode seed)) {
      complain(RuleId.WRONG_TYPE, root, "A seed is a mapping with users, groups and roles.");
      return;
    }
    keys(seed, Set.of("users", "groups", "capabilities", "roles", "retired"));
    entries(seed, "users", Set.of("id", "email", "name")).forEach(this::user);
    entries(seed, "groups", Set.of("slug", "name", "description", "members")).forEach(this::group);
    entries(seed, "capabilities", Set.of("area", "action", "name", "description", "status"))
        .forEach(this::capability);
    var roleKeys = Set.of("slug", "name", "description", "capabilities", "users", "groups");
    List<MapNode> roles = entries(seed, "roles", roleKeys).toList();
    roles.forEach(this::role);
    roles.forEach(this::holders);
    entries(seed, "retired", Set.of("slug", "name")).forEach(this::retired);
  }

  private void user(MapNode user) {
    String email = required(user, "email");
    String id = user.get("id") == null ? null : required(user, "id");
    records.add(new SeedRecord.User(id, email, text(user, "name", email), user.at()));
  }

  private void group(MapNode group) {
    String slug = required(group, "slug");
    var members = texts(group, "members").stream().map(ScalarNode::text).toList();
    records.add(
        new SeedRecord.Group(
            slug, text(group, "name", slug), text(group, "description", ""), members, group.at()));
  }

  private void capability(MapNode node) {
    String area = required(node, "area");
    String action = required(node, "action");
    String status = text(node, "status", "available");
    if (!status.equals("available") && !status.equals("in-flight")) {
      complain(RuleId.BAD_VALUE, node, "A status is available or in-flight.");
    }
    records.add(
        new SeedRecord.Capability(
            area,
            action,
            text(node, "name", area + " " + action),
            text(node, "description", ""),
            status.equals("in-flight"),
            node.at()));
  }

  /** A role with its holders alone is one that ships with the tenant. */
  private void role(MapNode role) {
    if (role.get("name") == null
        && role.get("description") == null
        && role.get("capabilities") == null) {
      return;
    }
    records.add(
        new SeedRecord.Role(
            required(role, "slug"),
            required(role, "name"),
            text(role, "description", ""),
            texts(role, "capabilities").stream().map(ScalarNode::text).toList(),
            role.at()));
  }

  private void holders(MapNode role) {
    String slug = required(role, "slug");
    for (ScalarNode user : texts(role, "users")) {
      records.add(new SeedRecord.Holder(slug, SubjectKind.USER, user.text(), user.at()));
    }
    for (ScalarNode group : texts(role, "groups")) {
      records.add(new SeedRecord.Holder(slug, SubjectKind.GROUP, group.text(), group.at()));
    }
  }

  private void retired(MapNode node) {
    String slug = required(node, "slug");
    records.add(new SeedRecord.Retired(slug, text(node, "name", slug), node.at()));
  }

  private Stream<MapNode> entries(MapNode seed, String key, Set<String> known) {
    Node list = seed.get(key);
    if (list == null) {
      return Stream.empty();
    }
    if (!(list instanceof ListNode items)) {
      complain(RuleId.WRONG_TYPE, list, key + " must be a list, not " + list.described() + ".");
      return Stream.empty();
    }
    var result = new ArrayList<MapNode>();
    for (Node item : items.items()) {
      if (item instanceof MapNode map) {
        keys(map, known);
        result.add(map);
      } else {
        complain(
            RuleId.WRONG_TYPE,
            item,
            "An item of " + key + " must be a mapping, not " + item.described() + ".");
      }
    }
    return result.stream();
  }

  private void keys(MapNode map, Set<String> known) {
    for (MapNode.Entry entry : map.entries()) {
      if (!known.contains(entry.key().text())) {
        complain(
            RuleId.UNKNOWN_KEY,
            entry.key(),
            "There is no key \""
                + entry.key().excerpt()
                + "\" here; there are "
                + String.join(", ", known.stream().sorted().toList())
                + ".");
      }
    }
  }

  private String required(MapNode map, String key) {
    if (map.get(key) == null) {
      complain(RuleId.MISSING_KEY, map, key + " is missing.");
    }
    return text(map, key, "");
  }

  private String text(MapNode map, String key, String otherwise) {
    Node value = map.get(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof ScalarNode scalar && scalar.type() == ScalarNode.Type.STRING) {
      return scalar.text();
    }
    complain(RuleId.WRONG_TYPE, value, key + " must be text, not " + value.described() + ".");
    return otherwise;
  }

  private List<ScalarNode> texts(MapNode map, String key) {
    Node value = map.get(key);
    if (value != null && !(value instanceof ListNode)) {
      complain(RuleId.WRONG_TYPE, value, key + " must be a list, not " + value.described() + ".");
    }
    var result = new ArrayList<ScalarNode>();
    for (Node item : map.items(key)) {
      if (item instanceof ScalarNode scalar && scalar.type() == ScalarNode.Type.STRING) {
        result.add(scalar);
      } else {
        complain(
            RuleId.WRONG_TYPE,
            item,
            "An item of " + key + " must be text, not " + item.described() + ".");
      }
    }
    return result;
  }

  private void complain(RuleId rule, Node node, String message) {
    problems.add(Problem.error(rule, node.at(), message));
  }
}
