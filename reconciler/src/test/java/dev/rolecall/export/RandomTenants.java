package dev.rolecall.export;

import dev.rolecall.model.Capability;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectDirectory;
import dev.rolecall.model.SubjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Seeded live states whose texts look like something else to YAML. */
final class RandomTenants {
  static final List<String> TRICKY =
      List.of(
          "yes",
          "No",
          "on",
          "null",
          "~",
          "true",
          "1",
          "007",
          "1e3",
          "0x1F",
          "0o7",
          "1_000",
          "1:20",
          "2026-12-01",
          "2026-12-01T10:00:00Z",
          ".5",
          "-1",
          "+1",
          ".inf",
          ".NaN",
          "=",
          "<<",
          "a: b",
          "a:b",
          "colon:",
          "#no comment",
          "a #b",
          "- dash",
          "-dash",
          "? key",
          "?",
          "[x]",
          "{x}",
          "a, b",
          "a]b",
          "&anchor",
          "*alias",
          "!tag",
          "!!str x",
          "|",
          ">",
          "'single'",
          "\"double\"",
          "it's",
          "back\\slash",
          "50%",
          "%DIRECTIVE",
          "@at",
          "`tick`",
          "---",
          "--- x",
          "...",
          "... x",
          "h\u00e9llo \u4e16\u754c \ud83d\ude00",
          "\u00a0x",
          "x \u200b y",
          "e-mail@example.com");
  static final List<String> LINES =
      List.of(
          "two\nlines",
          "para\n\npara",
          "- list\n- of",
          "a: b\n  indented",
          "#x\n#y",
          "end\n",
          "end\n\n",
          "trailing \nspace",
          "\nfirst",
          " lead\nx",
          "---\nx",
          "\"q\"\n'q'");

  private final Random random;

  RandomTenants(long seed) {
    random = new Random(seed);
  }

  LiveState state() {
    SortedMap<CapabilityId, Capability> capabilities = new TreeMap<>();
    for (int i = random.nextInt(9) + 1; i > 0; i--) {
      var id = new CapabilityId(text(), "action" + random.nextInt(3));
      capabilities.put(
          id,
          new Capability(
              id,
              text(),
              description(),
              one(Capability.Status.values()),
              one(Capability.Origin.values())));
    }
    var roles = new TreeMap<Slug, LiveRole>();
    var holders = new TreeMap<Slug, List<Subject>>();
    var subjects = subjects();
    for (int i = random.nextInt(9) + 1; i > 0; i--) {
      boolean system = random.nextInt(4) == 0;
      var slug = new Slug(system ? "viewer" : slug());
      var held = new TreeSet<CapabilityId>();
      capabilities.keySet().stream().filter(_ -> random.nextBoolean()).forEach(held::add);
      roles.put(
          slug, new LiveRole(new RoleDefinition(slug, text(), description(), held), system, null));
      var all = new ArrayList<>(subjects);
      all.removeIf(_ -> random.nextInt(3) == 0);
      holders.put(slug, all);
    }
    return new LiveState(
        capabilities, roles, holders, SubjectDirectory.of(subjects), new TreeSet<Slug>());
  }

  /**
   * Realm roles of any name that contain each other and themselves, and roles of clients; what
   * follows from them (every role a capability, every capability a role) is left out.
   */
  LiveState nesting() {
    SortedMap<CapabilityId, Capability> capabilities = new TreeMap<>();
    var slugs = new TreeSet<String>();
    for (int i = random.nextInt(6) + 1; i > 0; i--) {
      String action = oddName();
      var id = new CapabilityId("client " + oddName(), action);
      if (slugs.add(id.toString())) {
        var origin =
            random.nextBoolean() ? Capability.Origin.SYSTEM : Capability.Origin.TENANT_DEFINED;
        capabilities.put(
            id, new Capability(id, action, description(), Capability.Status.AVAILABLE, origin));
      }
    }
    for (int i = random.nextInt(6) + 1; i > 0; i--) {
      slugs.add(oddName());
    }
    var roles = new TreeMap<Slug, LiveRole>();
    var holders = new TreeMap<Slug, List<Subject>>();
    var subjects = subjects();
    for (String name : slugs) {
      var slug = new Slug(name);
      var held = new TreeSet<CapabilityId>();
      capabilities.keySet().stream().filter(_ -> random.nextBoolean()).forEach(held::add);
      slugs.stream()
          .filter(inner -> !inner.startsWith("client ") && random.nextInt(3) == 0)
          .forEach(inner -> held.add(new CapabilityId("realm", inner)));
      String title = random.nextBoolean() ? name : text();
      roles.put(
          slug, new LiveRole(new RoleDefinition(slug, title, description(), held), false, null));
      var all = new ArrayList<>(subjects);
      all.removeIf(_ -> random.nextInt(3) == 0);
      holders.put(slug, all);
    }
    return new LiveState(
        capabilities, roles, holders, SubjectDirectory.of(subjects), new TreeSet<Slug>());
  }

  /** As people name roles by hand. */
  private String oddName() {
    return switch (random.nextInt(6)) {
      case 0 -> "Team / " + text();
      case 1 -> text() + ":";
      case 2 -> " " + text() + " ";
      case 3 -> "F\u00fchrung:" + text();
      case 4 -> "x".repeat(240) + random.nextInt(9);
      default -> text();
    };
  }

  private List<Subject> subjects() {
    var subjects = new ArrayList<Subject>();
    for (int i = random.nextInt(6); i > 0; i--) {
      var kind = one(SubjectKind.values());
      subjects.add(new Subject(kind, kind.word() + i, text() + i + text()));
    }
    return subjects;
  }

  private String slug() {
    return text() + random.nextInt(4);
  }

  private String text() {
    return random.nextInt(3) == 0 ? unicode() : TRICKY.get(random.nextInt(TRICKY.size()));
  }

  private String description() {
    return random.nextInt(3) == 0 ? LINES.get(random.nextInt(LINES.size())) : text();
  }

  /** Anything that YAML can hold, most of it such as people trip over. */
  private String unicode() {
    var text = new StringBuilder();
    for (int i = random.nextInt(6) + 1; i > 0; i--) {
      switch (random.nextInt(4)) {
        case 0 -> text.append("\t\r\n \u0000\u007f\u0085\ufeff".charAt(random.nextInt(8)));
        case 1 ->
            text.append(
                "\u2028\u2029\u202e\u2066\u200b\u00a0\ufffe\uffff".charAt(random.nextInt(8)));
        case 2 -> text.appendCodePoint(random.nextInt(0xD800));
        default -> text.appendCodePoint(0xE000 + random.nextInt(0x110000 - 0xE000));
      }
    }
    return text.toString();
  }

  private <T> T one(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
