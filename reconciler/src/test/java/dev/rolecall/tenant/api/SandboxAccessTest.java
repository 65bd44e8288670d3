package dev.rolecall.tenant.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.http.ClientCredentials;
import dev.rolecall.http.Fence;
import dev.rolecall.http.Trace;
import dev.rolecall.model.CapabilityDefinition;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectName;
import dev.rolecall.sandbox.SandboxOptions;
import dev.rolecall.sandbox.Traffic;
import dev.rolecall.tenant.AssignmentWrite;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.RoleEdit;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantException.Kind;
import dev.rolecall.tenant.WriteKey;
import dev.rolecall.tenant.provider.Parallel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rights, races and faults against the sandbox over HTTP. */
class SandboxAccessTest {
  private static final Slug LEAD = new Slug("cs-lead");
  private static final RoleDefinition ROLE = new RoleDefinition(LEAD, "Lead", "", List.of());

  @Test
  void aReadOnlyClientReadsAndCannotWrite() throws Exception {
    try (var tenant = SandboxTenant.start(List.of(), List.of())) {
      assertEquals(
          4,
          tenant
              .api()
              .reader(SandboxTenant.READ_ONLY)
              .read(Extent.everything(Set.of()))
              .roles()
              .size());
      var e =
          assertThrows(
              TenantException.class,
              () -> tenant.api().writer(SandboxTenant.READ_ONLY, Fence.none(), false));
      assertEquals(Kind.REFUSED, e.kind());
      assertEquals(
          "could not get a token for client reader: it lacks the scope roles:write;"
              + " grant it to the client",
          e.getMessage());
    }
  }

  @Test
  void aWrongSecretIsRefused() throws Exception {
    try (var tenant = SandboxTenant.start(List.of(), List.of())) {
      var wrong = new ClientCredentials("rolecall", "wrong");
      var e =
          assertThrows(
              TenantException.class,
              () -> tenant.api().reader(wrong).read(Extent.everything(Set.of())));
      String message = String.valueOf(e.getMessage());
      assertTrue(
          message.startsWith("could not get a token for client rolecall: 401 invalid_client (req_"),
          message);
    }
  }

  @Test
  void aReaderSendsNothingButGetsAndTheTokenRequest() throws Exception {
    var traced = Collections.synchronizedList(new ArrayList<String>());
    Trace trace = (method, path, status, _) -> traced.add(method + " " + path + " " + status);
    try (var tenant =
        SandboxTenant.start(
            List.of("a@example.com"), List.of(), trace, Map.of(), SandboxOptions.defaults())) {
      var reader = tenant.api().reader(SandboxTenant.ALL);
      reader.read(Extent.everything(Set.of(SubjectName.user("a@example.com"))));
      reader.facts();
      assertEquals(
          List.of("POST /oauth2/token 200"),
          traced.stream().filter(line -> !line.startsWith("GET ")).toList());
      assertEquals(Map.of("GET", 6L, "POST", 1L), tenant.api().requests());
    }
  }

  @Test
  void ofManyRacingEditsWithOneVersionOneWins() throws Exception {
    try (var tenant = SandboxTenant.start(List.of(), List.of())) {
      var writer = tenant.api().writer(SandboxTenant.ALL, Fence.none(), true);
      writer.createRole(ROLE, new WriteKey("run", "create"));
      var reader = tenant.api().reader(SandboxTenant.ALL);
      var live = reader.read(Extent.ofRoles(Set.of(LEAD)));
      String version = live.roles().values().iterator().next().version();
      var won = new AtomicInteger();
      var lost = new AtomicInteger();
      var tasks = new ArrayList<Parallel.Task>();
      for (int i = 0; i < 8; i++) {
        var edit = new RoleEdit(LEAD, version, "Name " + i, null, new TreeSet<>(), new TreeSet<>());
        var key = new WriteKey("run", "edit" + i);
        tasks.add(() -> {
          try {
            writer.editRole(edit, key);
            won.incrementAndGet();
          } catch (TenantException e) {
            assertEquals(Kind.CONFLICT, e.kind());
            lost.incrementAndGet();
          }
        });
      }
      Parallel.run(tasks);
      assertEquals(1, won.get());
      assertEquals(7, lost.get());
    }
  }

  /** OkHttp would throw something that is nobody's answer, and other steps would lose theirs. */
  @ParameterizedTest
  @ValueSource(strings = {"\"1\"\n", "\u4e2d", "\u00e9"})
  void aVersionThatNoHeaderTakesRefusesThatEditAlone(String version) throws Exception {
    try (var tenant = SandboxTenant.start(List.of(), List.of())) {
      var writer = tenant.api().writer(SandboxTenant.ALL, Fence.none(), true);
      writer.createRole(ROLE, new WriteKey("run", "create"));
      var edit = new RoleEdit(LEAD, version, "Name", null, new TreeSet<>(), new TreeSet<>());
      var e =
          assertThrows(
              TenantException.class, () -> writer.editRole(edit, new WriteKey("run", "edit")));
      assertEquals(Kind.REFUSED, e.kind());
      assertTrue(String.valueOf(e.getMessage()).contains("If-Match"), e::toString);
    }
  }

  @Test
  void underFaultsEverythingIsWrittenOnceAndReadInFull() throws Exception {
    var users = IntStream.range(0, 400).mapToObj(i -> "user" + i + "@example.com").toList();
    var faulty = SandboxOptions.defaults().withTraffic(new Traffic(0, Duration.ZERO, 0.2, 5, null));
    try (var tenant =
        SandboxTenant.start(users, List.of(), Trace.none(), Map.of("page-size", "50"), faulty)) {
      var names = users.stream().map(SubjectName::user).collect(Collectors.toSet());
      var reader = tenant.api().reader(SandboxTenant.ALL);
      var writer = tenant.api().writer(SandboxTenant.ALL, Fence.none(), true);
      writer.createRole(ROLE, new WriteKey("run", "create"));
      var directory = reader.read(Extent.everything(names)).directory();
      var subjects = names.stream().map(name -> directory.find(name).orElseThrow()).toList();
      var tasks = new ArrayList<Parallel.Task>();
      for (int from = 0; from < 400; from += 20) {
        var batch =
            subjects.subList(from, from + 20).stream()
                .map(subject -> new AssignmentWrite(AssignmentWrite.Op.ADD, LEAD, subject))
                .toList();
        var key = new WriteKey("run", "batch" + from);
        tasks.add(() -> assertTrue(writer.write(batch, key).stream().allMatch(Optional::isEmpty)));
      }
      Parallel.run(tasks);
      var live = reader.read(Extent.everything(Set.of()));
      assertEquals(subjects.stream().sorted().toList(), live.holders(LEAD));
    }
  }

  @Test
  void theSandboxSaysHowLargeItIsSoThatItIsReadInParts() throws Exception {
    var users = IntStream.range(0, 170).mapToObj(i -> "user" + i + "@example.com").toList();
    try (var tenant =
        SandboxTenant.start(
            users, List.of(), Trace.none(), Map.of("page-size", "10"), SandboxOptions.defaults())) {
      var names = users.stream().map(SubjectName::user).collect(Collectors.toSet());
      var reader = tenant.api().reader(SandboxTenant.ALL);
      var subjects = reader.read(Extent.everything(names)).directory();
      var writer = tenant.api().writer(SandboxTenant.ALL, Fence.none(), true);
      writer.createRole(ROLE, new WriteKey("run", "create"));
      var batch =
          names.stream()
              .map(name -> subjects.find(name).orElseThrow())
              .map(subject -> new AssignmentWrite(AssignmentWrite.Op.ADD, LEAD, subject))
              .toList();
      writer.write(batch, new WriteKey("run", "batch"));
      long before = gets(tenant);
      var live = tenant.api().reader(SandboxTenant.ALL).read(Extent.everything(Set.of()));
      assertEquals(170, live.holders(LEAD).size());
      // 1 tenant, 4 pages of 34 capabilities, 1 of roles, 1 of retired slugs; 17 or a few more.
      long assignments = gets(tenant) - before - 7;
      assertTrue(assignments >= 18 && assignments <= 20, "requests: " + assignments);
    }
  }

  private static long gets(SandboxTenant tenant) {
    return tenant.api().requests().getOrDefault("GET", 0L);
  }

  @Test
  void capabilitiesWithOddNamesAreReachedByTheirPath() throws Exception {
    try (var tenant = SandboxTenant.start(List.of(), List.of())) {
      var writer = tenant.api().writer(SandboxTenant.ALL, Fence.none(), true);
      var odd = new CapabilityId("urn:a/b?c#d", "x%2F&y");
      writer.createCapability(new CapabilityDefinition(odd, "Odd", ""), new WriteKey("run", "1"));
      writer.removeCapability(odd, new WriteKey("run", "2"));
    }
  }
}
