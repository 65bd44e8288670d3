package dev.rolecall.house;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaField;
import dev.rolecall.tenant.provider.ProviderSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderRuleTest {
  private static final Path ROOT = Code.MODULE.resolve("src/main/java/dev/rolecall");

  /** The constants that make a package a provider's. */
  private static List<JavaField> specs() {
    return Code.main().stream()
        .flatMap(type -> type.getFields().stream())
        .filter(field -> field.getRawType().isEquivalentTo(ProviderSpec.class))
        .toList();
  }

  private static ProviderRule.Known known(JavaField spec) {
    try {
      var value = (ProviderSpec) spec.reflect().get(null);
      var home = spec.getOwner().getPackageName().substring(Code.ROOT.length() + 1);
      return new ProviderRule.Known(value.provider().word(), home);
    } catch (IllegalAccessException e) {
      throw new AssertionError(spec.getFullName(), e);
    }
  }

  @Test
  void aProviderIsNamedInItsPackageAndInTheList() {
    var specs = specs();
    assertTrue(specs.size() >= 2, specs::toString);
    var rule = new ProviderRule(specs.stream().map(ProviderRuleTest::known).toList());
    assertEquals(Set.of(), rule.violations(ROOT, Code.sources("main")));
  }

  @Test
  void eachProviderIsInTheListAndNoOtherListHasIt() {
    var list = Code.ROOT + "." + ProviderRule.LIST.replace(".java", "").replace('/', '.');
    for (var spec : specs()) {
      var readers =
          spec.getAccessesToSelf().stream()
              .map(access -> access.getOriginOwner().getName())
              .filter(reader -> !reader.equals(spec.getOwner().getName()))
              .collect(toCollection(TreeSet::new));
      assertEquals(Set.of(list), readers, spec.getFullName());
    }
  }

  @Test
  void theRuleFindsWhatItIsFor(@TempDir Path root) throws IOException {
    var files =
        List.of(
            write(root, "tenant/okta/Okta.java", "\"okta\""),
            write(root, "reconcile/Providers.java", "okta.Okta.SPEC, \"big-iam\""),
            write(root, "sandbox/Server.java", "\"big-iam\""),
            write(root, "plan/Word.java", "if (word.equals(\"big-iam\")) {}"),
            write(root, "plan/Type.java", "import dev.rolecall.tenant.iam.BigIam;"),
            write(root, "plan/Constant.java", "case BIG_IAM -> 1;"),
            write(root, "plan/Home.java", "\"//\" + dev.rolecall.tenant.okta.Any.class"),
            write(root, "plan/Comment.java", "/** Okta. */ int a; // as big-iam has it"));
    var rule =
        new ProviderRule(
            List.of(
                new ProviderRule.Known("okta", "tenant.okta"),
                new ProviderRule.Known("big-iam", "tenant.iam")));
    assertEquals(
        new TreeSet<>(
            List.of(
                "plan/Constant.java names big-iam: case BIG_IAM -> 1;",
                "plan/Home.java names okta: \"//\" + dev.rolecall.tenant.okta.Any.class",
                "plan/Type.java names big-iam: import dev.rolecall.tenant.iam.BigIam;",
                "plan/Word.java names big-iam: if (word.equals(\"big-iam\")) {}")),
        rule.violations(root, files));
  }

  private static Path write(Path root, String name, String text) throws IOException {
    var file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
