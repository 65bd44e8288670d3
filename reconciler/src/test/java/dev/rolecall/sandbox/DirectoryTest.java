package dev.rolecall.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DirectoryTest {
  private final Tenant tenant = Tenant.acme();

  @AfterEach
  void close() {
    tenant.close();
  }

  @Test
  void theSearchBoxFindsPartsInAnyCase() {
    assertEquals(List.of("Anita Rao"), tenant.get("/api/v1/users?q=ANITA").texts("/name"));
    assertEquals(
        List.of("Anita Rao", "Ben Ito"), tenant.get("/api/v1/users?q=@EXAMPLE").texts("/name"));
    assertEquals(List.of("Ben Ito"), tenant.get("/api/v1/users?q=n+i").texts("/name"));
    assertEquals(List.of(), tenant.get("/api/v1/users?q=%25").texts("/name"));
    assertEquals(3, tenant.get("/api/v1/users?q=").data().size());
    assertEquals(List.of("design"), tenant.get("/api/v1/groups?q=team").texts("/slug"));
  }

  @Test
  void exactLookUpsTakeUpToAHundredAndFoldTheCaseOfEmails() {
    String many =
        IntStream.range(0, 98)
            .mapToObj(i -> "&email=nobody" + i + "@example.com")
            .collect(Collectors.joining());
    Reply found =
        tenant
            .get("/api/v1/users?email=ANITA@EXAMPLE.COM&email=anita@example.com" + many)
            .expect(200);
    assertEquals(List.of("Anita@example.com"), found.texts("/email"));
    tenant.get("/api/v1/users?email=a&email=b&email=c" + many).expect(400, "invalid_request");
    assertEquals(List.of(), tenant.get("/api/v1/users?email=anita").texts("/email"));
    assertEquals(
        List.of("design"), tenant.get("/api/v1/groups?slug=design&slug=DESIGN").texts("/slug"));
    assertEquals(List.of(), tenant.get("/api/v1/groups?slug=anita@example.com").texts("/slug"));
  }

  @Test
  void readsOneUserAndOneGroup() {
    String ben = tenant.user("ben@example.com");
    String support = tenant.group("customer-support");
    assertEquals("Ben Ito", tenant.get("/api/v1/users/" + ben).expect(200).text("/name"));
    assertEquals(
        2,
        tenant.get("/api/v1/groups/" + support).expect(200).data().get("member_count").intValue());
    tenant.get("/api/v1/users/" + support).expect(404, "unknown_subject");
    tenant.get("/api/v1/groups/" + ben).expect(404, "unknown_subject");
    tenant.get("/api/v1/groups/" + ben + "/members").expect(404, "unknown_subject");
  }

  @Test
  void listsMembersPerGroupAndOfManyGroups() {
    String support = tenant.group("customer-support");
    Reply members = tenant.get("/api/v1/groups/" + support + "/members").expect(200);
    assertEquals(List.of("Anita Rao", "Ben Ito"), members.texts("/name"));
    Reply all = tenant.get("/api/v1/group-memberships").expect(200);
    assertEquals(List.of(support, support), all.texts("/group_id"));
    assertEquals(List.of("Anita Rao", "Ben Ito"), all.texts("/user/name"));
    Reply none =
        tenant.get("/api/v1/group-memberships?group=" + tenant.group("design") + "&group=nobody");
    assertEquals(List.of(), none.texts("/group_id"));
  }

  @Test
  void idsAreLookedUpInBulk() {
    String ben = tenant.user("ben@example.com");
    String anita = tenant.user("anita@example.com");
    String support = tenant.group("customer-support");
    String ids = "?id=" + ben + "&id=usr_nobody&id=" + anita + "&id=" + support;
    assertEquals(List.of("Anita Rao", "Ben Ito"), tenant.get("/api/v1/users" + ids).texts("/name"));
    assertEquals(List.of("customer-support"), tenant.get("/api/v1/groups" + ids).texts("/slug"));
    assertEquals(
        List.of("Ben Ito"),
        tenant.get("/api/v1/users" + ids + "&email=BEN@example.com").texts("/name"));
    assertEquals(List.of("Ben Ito"), tenant.get("/api/v1/users" + ids + "&q=ito").texts("/name"));
  }

  @Test
  void twoUsersMayHaveOneEmailAndTheIdTellsThemApart() {
    String ben = tenant.user("ben@example.com");
    Reply made = tenant.post("/api/v1/users", "{'email': 'Ben@example.com'}").expect(201);
    assertEquals("Ben@example.com", made.text("/name"));
    String other = made.text("/id");
    assertEquals(
        List.of(ben, other), tenant.get("/api/v1/users?email=BEN@example.com").texts("/id"));
    tenant.patch("/api/v1/users/" + ben, "{'email': 'benedict@example.com'}").expect(200);
    assertEquals(List.of(other), tenant.get("/api/v1/users?email=ben@example.com").texts("/id"));
    assertEquals(List.of(ben), tenant.get("/api/v1/users?q=BENEDICT").texts("/id"));
    assertEquals("Ben Ito", tenant.get("/api/v1/users/" + ben).text("/name"));
    tenant.patch("/api/v1/users/" + ben, "{}").expect(400, "invalid_request");
    tenant.patch("/api/v1/users/usr_nobody", "{'name': 'x'}").expect(404, "unknown_subject");
  }

  @Test
  void aUserJoinsAGroupAndLeavesIt() {
    String ben = tenant.user("ben@example.com");
    String group = "/api/v1/groups/" + tenant.group("design");
    String members = group + "/members";
    String who = "{'user': '" + ben + "'}";
    for (int twice = 0; twice < 2; twice++) {
      assertEquals(1, tenant.post(members, who).expect(200).data().at("/member_count").intValue());
    }
    for (int twice = 0; twice < 2; twice++) {
      Reply left = tenant.delete(members + "/" + ben).expect(200);
      assertEquals(0, left.data().at("/member_count").intValue());
    }
    tenant.post(members, "{'user': 'usr_nobody'}").expect(404, "unknown_subject");
    tenant.post("/api/v1/groups/grp_nobody/members", who).expect(404, "unknown_subject");
    assertEquals(
        List.of("group.member-removed", "group.member-added"),
        tenant
            .get("/api/v1/audit-events?type=group.member-added&type=group.member-removed")
            .texts("/type"));
  }

  @Test
  void aDeletedUserHoldsNothingAndIsNowhere() {
    String ben = tenant.user("ben@example.com");
    tenant.createRole("one").expect(201);
    tenant.batch(Tenant.item("add", "one", "user", ben)).expect(200);
    Reply signedIn = tenant.signIn("ben@example.com").expect(200);
    assertEquals("Ben Ito", tenant.delete("/api/v1/users/" + ben).expect(200).text("/name"));
    tenant.delete("/api/v1/users/" + ben).expect(404, "unknown_subject");
    tenant.refresh(signedIn).expect(400, "invalid_grant");
    assertEquals(List.of(), tenant.get("/api/v1/role-assignments?role=one").texts("/role"));
    assertEquals(List.of("Anita Rao"), tenant.get("/api/v1/group-memberships").texts("/user/name"));
    assertEquals(List.of(), tenant.get("/api/v1/users?id=" + ben).texts("/id"));
    String again =
        tenant.post("/api/v1/users", "{'email': 'ben@example.com'}").expect(201).text("/id");
    assertEquals(List.of(), tenant.get("/api/v1/role-assignments?subject=" + again).texts("/role"));
    assertEquals(
        List.of("user.created", "user.deleted"),
        tenant.get("/api/v1/audit-events?type=user.created&type=user.deleted").texts("/type"));
  }
}
