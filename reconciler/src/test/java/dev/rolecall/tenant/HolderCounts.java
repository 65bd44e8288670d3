package dev.rolecall.tenant;

import static dev.rolecall.tenant.AssignmentWrite.Op.ADD;
import static dev.rolecall.tenant.Wanted.role;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A role for each number of holders around the edges of pages and batches, in one tenant: to make a
 * thousand users takes most of the time.
 */
record HolderCounts(IdentityContract.Port port, Supplier<WriteKey> keys) {
  private static final List<Integer> COUNTS = List.of(0, 1, 49, 50, 51, 99, 100, 101, 1000);

  /** Who must be in the tenant. */
  static final List<String> USERS =
      IntStream.range(0, 1000).mapToObj(i -> "user" + i + "@example.com").toList();

  Stream<DynamicTest> tests() throws TenantException {
    var names = USERS.stream().map(SubjectName::user).collect(Collectors.toSet());
    var directory = port.reader().read(Extent.everything(names)).directory();
    var subjects = names.stream().map(name -> directory.find(name).orElseThrow()).toList();
    return COUNTS.stream()
        .map(count ->
            DynamicTest.dynamicTest(
                count + " holders", () -> everyOneIsReadOnce(subjects.subList(0, count))));
  }

  private void everyOneIsReadOnce(List<Subject> subjects) throws TenantException {
    int count = subjects.size();
    var slug = new Slug("held-by-" + count);
    port.writer().createRole(role(slug), keys.get());
    int size = port.writer().batchSize();
    for (int from = 0; from < count; from += size) {
      var batch =
          subjects.subList(from, Math.min(count, from + size)).stream()
              .map(subject -> new AssignmentWrite(ADD, slug, subject))
              .toList();
      assertTrue(port.writer().write(batch, keys.get()).stream().allMatch(Optional::isEmpty));
    }
    var expected = subjects.stream().sorted().toList();
    var everything = port.reader().read(Extent.everything(Set.of()));
    assertEquals(expected, everything.holders(slug));
    assertEquals(expected, port.reader().read(Extent.ofRoles(Set.of(slug))).holders(slug));
  }
}
