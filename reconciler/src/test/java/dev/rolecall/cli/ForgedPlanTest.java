package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.rolecall.plan.Basis;
import dev.rolecall.plan.Origin;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.Step;
import dev.rolecall.planfile.PlanFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plan file used again, or edited with its checksum made anew, does nothing that this commit does
 * not ask for now.
 */
@Tag("e2e")
final class ForgedPlanTest {
  private static final String U1 = "u1@example.com";
  private static final String U9 = "u9@example.com";

  @TempDir Path folder;
  private Tenant tenant;
  private RecordingProxy proxy;
  private Team team;

  @BeforeEach
  void start() {
    tenant = Tenant.ofUsers(20);
    proxy = RecordingProxy.of(tenant.url());
    team = Team.of(folder, proxy.url());
    team.role("alpha", "add", U1, U9).push("c0");
    team.apply().ended(ExitCode.DONE);
  }

  @AfterEach
  void stop() {
    team.close();
    proxy.close();
    tenant.close();
  }

  private Path planned(String name) {
    Path file = folder.resolve(name + ".json");
    team.run("plan", "--out", file.toString()).ended(ExitCode.DONE);
    return file;
  }

  private static Plan read(Path file) throws IOException {
    return PlanFile.read(new ByteArrayInputStream(Files.readAllBytes(file)), file.toString());
  }

  private Cli.Ran apply(Plan forged) throws IOException {
    Path file = Files.write(folder.resolve("forged.json"), PlanFile.write(forged));
    proxy.forget();
    return team.run("apply", "--plan", file.toString());
  }

  private void refused(Plan forged) throws IOException {
    int runs = team.commitsOfTheRecord();
    apply(forged).ended(ExitCode.STALE).says("stale-plan");
    assertFalse(proxy.seen().stream().anyMatch(RecordingProxy.Seen::isWrite));
    assertEquals(runs, team.commitsOfTheRecord());
  }

  private static Plan with(Plan plan, Basis basis, List<Step> steps) {
    return new Plan(
        basis, steps, plan.notices(), plan.findings(), plan.verdict(), plan.goodUntil());
  }

  /** One commit grants owner, and is taken back before anybody applies it. */
  private Plan planOfOwner() throws IOException {
    team.author()
        .write("assignments/owner.yaml", "kind: Assignment\nrole: owner\nusers: [" + U9 + "]\n");
    team.push("u9 owns it all");
    Plan plan = read(planned("owner"));
    team.author().delete("assignments/owner.yaml");
    team.push("Never mind");
    return plan;
  }

  @Test
  void aUsedPlanRemovesNobodyWhomAnAdminGaveTheRoleSince() {
    team.role("alpha", "add", U1).push("c1: without u9");
    Path plan = planned("used");
    team.run("apply", "--plan", plan.toString()).ended(ExitCode.DONE);
    assertEquals(List.of(U1), tenant.outsider().holders("alpha"));
    tenant.outsider().grant("alpha", U9);
    team.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
    team.run("apply", "--plan", plan.toString())
        .ended(ExitCode.STALE)
        .says("stale-plan", "not what this commit", U9);
    assertEquals(List.of(U1, U9), tenant.outsider().holders("alpha"));
  }

  @Test
  void aStepThatGrantsOwner() throws Exception {
    Plan owner = planOfOwner();
    team.role("alpha", "add", U1).push("c1: without u9");
    Plan plan = read(planned("plan"));
    var digests = new TreeMap<>(plan.basis().digests());
    digests.putAll(owner.basis().digests());
    Basis basis = plan.basis();
    refused(
        with(
            plan,
            new Basis(basis.name(), basis.tenant(), basis.origin(), digests),
            Stream.concat(plan.steps().stream(), owner.steps().stream()).toList()));
    assertEquals(List.of(), tenant.outsider().holders("owner"));
    assertEquals(List.of(U1, U9), tenant.outsider().holders("alpha"), "nor what was reviewed");
  }

  @Test
  void aWholePlanOfAnotherCommitUnderTheFilesOfThisOne() throws Exception {
    Plan owner = planOfOwner();
    Origin origin = read(planned("plan")).basis().origin();
    Basis basis = owner.basis();
    refused(
        with(
            owner,
            new Basis(basis.name(), basis.tenant(), origin, basis.digests()),
            owner.steps()));
    assertEquals(List.of(), tenant.outsider().holders("owner"));
  }

  @Test
  void aPlanOfAnotherCommit() throws Exception {
    refused(planOfOwner());
  }

  /** A step under the id of one that was reviewed is the step that this commit asks for. */
  @Test
  void anotherChangeUnderTheIdOfAStep() throws Exception {
    Step owner = planOfOwner().steps().getFirst();
    team.role("alpha", "add", U1).push("c1: without u9");
    Plan plan = read(planned("plan"));
    Step real = plan.steps().getFirst();
    Step step = new Step(real.id(), real.level(), real.portion(), owner.change(), real.dependsOn());
    apply(with(plan, plan.basis(), List.of(step)));
    assertEquals(List.of(), tenant.outsider().holders("owner"));
  }

  @Test
  void aCommitThatWasNotApplied() throws Exception {
    String head = team.role("alpha", "add", U1).push("c1: without u9");
    Plan plan = read(planned("plan"));
    Basis basis = plan.basis();
    var origin = new Origin("0".repeat(40), false, basis.origin().files());
    apply(
            with(
                plan,
                new Basis(basis.name(), basis.tenant(), origin, basis.digests()),
                plan.steps()))
        .ended(ExitCode.DONE);
    assertEquals(Optional.of(head), team.author().applied(), "what was applied is the commit here");
    assertEquals(List.of(U1), tenant.outsider().holders("alpha"));
  }
}
