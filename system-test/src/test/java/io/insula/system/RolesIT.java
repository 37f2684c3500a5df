package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.insula.client.InsulaKeys;
import io.insula.client.InsulaTenant;
import io.insula.client.NewKey;
import io.insula.client.PageQuery;
import io.insula.system.launch.TwoNodes;
import io.insula.system.launch.TwoNodes.Nodes;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A formation that declares roles, on two nodes whose caches are warm: what no role grants is denied. */
@ExtendWith(TwoNodes.class)
class RolesIT {

    private final Door guarded;
    private final Door onTheOther;
    private final String acme = Fresh.name("acme");
    private final InsulaTenant tenant;

    RolesIT(Nodes nodes) {
        guarded = nodes.one().formation("guarded");
        onTheOther = nodes.other().formation("guarded");
        tenant = guarded.client().forTenant(acme);
    }

    @Test
    void whoeverHasNoRoleIsForbiddenWhatOthersMay() {
        assertThat(chat(guarded, "main:alice")).isEqualTo(201);
        assertThat(chat(guarded, acme + ":nobody")).isEqualTo(403);
        assertThat(guarded.as(acme + ":nobody", "GET", "/memories").send().status())
                .isEqualTo(403);
    }

    @Test
    void whoIsPutIntoAGroupOnOneNodeMayAtOnceOnTheOtherAndIsOutJustSo() {
        String erin = acme + ":erin";
        assertThat(chat(onTheOther, erin)).isEqualTo(403);

        assertThat(put(guarded, acme, "engineering", List.of("erin")).status()).isEqualTo(200);
        assertThat(chat(onTheOther, erin)).isEqualTo(201);
        assertThat(chat(guarded, erin)).isEqualTo(201);

        assertThat(put(onTheOther, acme, "engineering", List.of()).status()).isEqualTo(200);
        assertThat(chat(guarded, erin)).isEqualTo(403);
        assertThat(chat(onTheOther, erin)).isEqualTo(403);
    }

    /** A23: two tenants with a user and a group of the same names; the second tenant's gain nothing. */
    @Test
    void a23AGroupOfOneTenantGainsNothingInAnother() {
        String globex = Fresh.name("globex");
        tenant.resolveUser("alice", true);
        guarded.client().forTenant(globex).resolveUser("alice", true);
        put(guarded, acme, "engineering", List.of("alice"));

        assertThat(chat(guarded, acme + ":alice")).isEqualTo(201);
        assertThat(chat(guarded, globex + ":alice")).isEqualTo(403);
        assertThat(members(globex, "engineering")).isEmpty();
        assertThat(guarded.asAdmin("GET", "/groups")
                        .tenant(globex)
                        .send()
                        .json()
                        .at("/groups"))
                .isEmpty();
        assertThat(chat(guarded, globex + ":carol")).isEqualTo(403);
    }

    @Test
    void allNamesOfAUserCount() {
        put(
                guarded,
                acme,
                "engineering",
                List.of(tenant.resolveUser("dora", true).muxiUserId()));
        assertThat(chat(guarded, acme + ":U42")).isEqualTo(403);

        tenant.unlinkUserIdentifier("U42", true);
        tenant.linkUserIdentifier(
                "U42", "slack", tenant.resolveUser("dora", false).muxiUserId());

        assertThat(chat(onTheOther, acme + ":U42")).isEqualTo(201);
    }

    @Test
    void whatIsDecidedIsExplainedByRoleWayAndPlace() {
        JsonNode why = explain("north", "frank", "memory");

        assertThat(why.at("/allowed").asBoolean()).isTrue();
        JsonNode reason = why.at("/reasons/0");
        assertThat(reason.at("/role").asText()).isEqualTo("talker");
        assertThat(reason.at("/subject").asText()).isEqualTo("group:engineering");
        assertThat(reason.at("/path").toString()).isEqualTo("[\"backend\",\"engineering\"]");
        assertThat(reason.at("/assigned/file").asText()).isEqualTo("formation.afs");
        assertThat(reason.at("/assigned/line").asInt()).isEqualTo(15);
        assertThat(explain(acme, "frank", "memory").at("/allowed").asBoolean()).isFalse();
    }

    @Test
    void aBareGroupGrantsNothingOfTheFormationAsAWhole() {
        put(
                guarded,
                acme,
                "everywhere",
                List.of(tenant.resolveUser("gina", true).muxiUserId()));

        assertThat(explain(acme, "gina", "manage_users").at("/allowed").asBoolean())
                .isTrue();
        assertThat(explain(acme, "gina", "manage_tenants").at("/allowed").asBoolean())
                .isFalse();
        assertThat(explain(acme, "gina", "configure").at("/allowed").asBoolean())
                .isFalse();
        assertThat(explain("north", "carol", "manage_tenants").at("/allowed").asBoolean())
                .isTrue();
    }

    /** Whom a back end names it names by its own word: that is enough to serve, not to administer. */
    @Test
    void whoProvesToBeTheOneAdministersByRoleAndWhoIsOnlyNamedDoesNot() {
        String carols = keyOf("north", "carol");

        assertThat(ask(guarded, carols, "GET", "/admin/users?user_id=somebody").status())
                .isEqualTo(200);
        assertThat(ask(onTheOther, carols, "GET", "/admin/tenants").status()).isEqualTo(200);
        assertThat(ask(guarded, carols, "GET", "/formation").status()).isEqualTo(200);
        assertThat(ask(guarded, carols, "GET", "/keys").status())
                .as("keys are made with keys alone")
                .isEqualTo(403);
        assertThat(ask(guarded, carols, "GET", "/audit").status())
                .as("no role of hers grants it")
                .isEqualTo(403);
        assertThat(guarded.as("north:carol", "GET", "/admin/users").send().status())
                .isEqualTo(401);

        String franks = keyOf("north", "frank");
        assertThat(ask(guarded, franks, "GET", "/memories").status()).isEqualTo(200);
        assertThat(ask(guarded, franks, "GET", "/admin/users").status()).isEqualTo(403);
    }

    /** Who administers by a role is of one tenant, whatever the request names. */
    @Test
    void aRoleInOneTenantAdministersNoOther() {
        String gina = tenant.resolveUser("gina", true).muxiUserId();
        put(guarded, acme, "everywhere", List.of(gina));
        String ginas = keyOf(acme, gina);
        String globex = Fresh.name("globex");
        InsulaTenant other = guarded.client().forTenant(globex);
        String stranger = other.resolveUser("stranger", true).muxiUserId();

        assertThat(ask(guarded, ginas, "GET", "/admin/users").body())
                .contains(gina)
                .doesNotContain(stranger);
        assertThat(guarded.ask("GET", "/admin/users")
                        .clientKey(ginas)
                        .tenant(globex)
                        .send()
                        .status())
                .isEqualTo(403);
        Answer foreign = guarded.ask("PATCH", "/admin/users/" + stranger)
                .clientKey(ginas)
                .json(Map.of("status", "suspended"))
                .send();
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(other.getUser(stranger).status()).isEqualTo("active");
        assertThat(ask(guarded, ginas, "GET", "/admin/tenants").status()).isEqualTo(403);
    }

    @Test
    void whoIsOutOfTheGroupAdministersNoMore() {
        String ivy = tenant.resolveUser("ivy", true).muxiUserId();
        put(guarded, acme, "managers", List.of(ivy));
        String ivys = keyOf(acme, ivy);
        assertThat(ask(onTheOther, ivys, "GET", "/admin/users").status()).isEqualTo(200);

        put(guarded, acme, "managers", List.of());

        assertThat(ask(onTheOther, ivys, "GET", "/admin/users").status()).isEqualTo(403);
    }

    /** What concerns the formation as a whole runs in transactions that belong to no tenant. */
    @Test
    void whoeverMayNoMoreAdministersTheFormationNoMoreEither() {
        InsulaTenant north = guarded.client().forTenant("north");
        String judy = north.resolveUser(Fresh.name("judy"), true).muxiUserId();
        String judys = keyOf("north", judy);
        List<Door> doors = List.of(guarded, onTheOther);
        put(guarded, "north", "board", List.of(judy));
        assertThat(doors).allSatisfy(door -> assertTenants(door, judys, 200));

        north.suspendUser(judy);
        assertThat(doors).allSatisfy(door -> assertTenants(door, judys, 403));
        north.resumeUser(judy);
        assertThat(doors).allSatisfy(door -> assertTenants(door, judys, 200));
        put(onTheOther, "north", "board", List.of());
        assertThat(doors).allSatisfy(door -> assertTenants(door, judys, 403));
        put(guarded, "north", "board", List.of(judy));
        assertThat(doors).allSatisfy(door -> assertTenants(door, judys, 200));
        InsulaKeys keys = guarded.client().keys();
        keys.all().stream().filter(key -> judy.equals(key.userId())).forEach(key -> keys.revoke(key.id()));
        assertThat(doors).allSatisfy(door -> assertTenants(door, judys, 401));
    }

    private static void assertTenants(Door door, String key, int status) {
        assertThat(ask(door, key, "GET", "/admin/tenants").status()).isEqualTo(status);
        assertThat(ask(door, key, "GET", "/formation").status()).isEqualTo(status);
    }

    @Test
    void nobodyComesIntoBeingByBeingAskedFor() {
        Answer checked = guarded.asNobody("POST", "/access/check")
                .tenant(acme)
                .json(Map.of("user", "ghost", "action", "chat"))
                .send();

        assertThat(checked.status()).isEqualTo(200);
        assertThat(checked.data("/allowed").asBoolean()).isFalse();
        assertThat(tenant.getUsers("ghost", PageQuery.first()).items()).isEmpty();
    }

    @Test
    void ofTwoWhoFillAGroupAtOnceOneIsLast() {
        String one = tenant.resolveUser(Fresh.name("one"), true).muxiUserId();
        String other = tenant.resolveUser(Fresh.name("other"), true).muxiUserId();
        for (int round = 0; round < 10; round++) {
            put(guarded, acme, "crowd", List.of());
            List<Integer> answered = Stream.of(List.of(one, other), List.of(other, one), List.of(one))
                    .map(members -> CompletableFuture.supplyAsync(
                            () -> put(guarded, acme, "crowd", members).status()))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(answered).containsOnly(200);
            assertThat(members(acme, "crowd").size()).isBetween(1, 2);
        }
    }

    @Test
    void whatCannotBeMeantIsNamed() {
        Answer action = guarded.asNobody("GET", "/access/explain?user=alice&action=fly")
                .tenant(acme)
                .send();
        assertThat(action.status()).isEqualTo(422);
        assertThat(action.faultyFields()).containsExactly("action");

        tenant.resolveUser("known", true);
        Answer member = put(guarded, acme, "engineering", List.of("known", "unknown"));
        assertThat(member.status()).isEqualTo(422);
        assertThat(member.body()).contains("members[1]");
        assertThat(members(acme, "engineering")).isEmpty();
        assertThat(put(guarded, acme, "no%20group", List.of()).status()).isEqualTo(422);
    }

    private String keyOf(String ofTenant, String user) {
        if (!user.startsWith("usr_")) {
            guarded.client().forTenant(ofTenant).resolveUser(user, true);
        }
        return guarded.client()
                .keys()
                .create(NewKey.client().forTenant(ofTenant).forUser(user))
                .secret();
    }

    private static Answer ask(Door door, String key, String method, String path) {
        return door.ask(method, path).clientKey(key).send();
    }

    private static int chat(Door door, String user) {
        return door.as(user, "POST", "/sessions").json(Map.of()).send().status();
    }

    private static Answer put(Door door, String tenant, String group, List<String> members) {
        return door.asAdmin("PUT", "/groups/" + group + "/members")
                .tenant(tenant)
                .json(Map.of("members", members))
                .send();
    }

    private JsonNode members(String tenant, String group) {
        return guarded.asAdmin("GET", "/groups/" + group + "/members")
                .tenant(tenant)
                .send()
                .json()
                .at("/members");
    }

    private JsonNode explain(String tenant, String user, String action) {
        return guarded.asNobody("GET", "/access/explain?user=" + user + "&action=" + action)
                .tenant(tenant)
                .send()
                .json()
                .at("/data");
    }
}
