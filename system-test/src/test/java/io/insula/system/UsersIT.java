package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.insula.client.InsulaException;
import io.insula.client.InsulaTenant;
import io.insula.client.Page;
import io.insula.client.PageQuery;
import io.insula.client.TenantUser;
import io.insula.client.UserIdentifier;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.TwoNodes;
import io.insula.system.launch.TwoNodes.Nodes;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A tenant's users as its administrator sees and stops them, on two nodes whose caches are warm. */
@ExtendWith(TwoNodes.class)
class UsersIT {

    private static final int CROWD = 16;

    private final Door alpha;
    private final Door onTheOther;
    private final String acme = Fresh.name("acme");
    private final InsulaTenant users;
    private final InsulaTenant usersOnTheOther;

    UsersIT(Nodes nodes) {
        LaunchedServer one = nodes.one();
        alpha = one.formation("alpha");
        onTheOther = nodes.other().formation("alpha");
        users = alpha.client().forTenant(acme);
        usersOnTheOther = onTheOther.client().forTenant(acme);
    }

    @Test
    void aCrowdOfFirstRequestsOnBothNodesIsOneUser() throws Exception {
        String newcomer = acme + ":newcomer@example.com";
        List<String> seen = together(CROWD, i -> {
            Door door = i % 2 == 0 ? alpha : onTheOther;
            door.user(newcomer).getMemories();
            return door.client().forTenant(acme).getUser("newcomer@example.com").muxiUserId();
        });

        assertThat(seen).hasSize(CROWD).containsOnly(seen.get(0));
        assertThat(users.getUsers(null, PageQuery.first()).items()).hasSize(1);
    }

    @Test
    void ofTwoLinksThatTearAtOneNameOneWins() throws Exception {
        for (int round = 0; round < 8; round++) {
            String wanted = "wanted-" + round;
            String alice = users.resolveUser("alice-" + round, true).muxiUserId();
            String bob = users.resolveUser("bob-" + round, true).muxiUserId();
            List<String> outcomes = together(4, i -> {
                try {
                    return (i % 2 == 0 ? users : usersOnTheOther)
                            .linkUserIdentifier(wanted, "slack", i < 2 ? alice : bob)
                            .muxiUserId();
                } catch (InsulaException refused) {
                    assertThat(refused.status()).isEqualTo(409);
                    return "refused";
                }
            });

            String owner = users.resolveUser(wanted, false).muxiUserId();
            assertThat(outcomes).containsOnly(owner, "refused").hasSize(4);
            assertThat(outcomes.stream().filter(owner::equals)).hasSize(2);
        }
    }

    @Test
    void aNameIsWhoeversItIsAfterLinkAndUnlinkAndUseAtOnce() throws Exception {
        for (int round = 0; round < 8; round++) {
            String name = "name-" + round;
            String alice = users.associateUserIdentifiers(
                            List.of(UserIdentifier.of("alice-" + round), UserIdentifier.of(name)), null)
                    .muxiUserId();
            alpha.user(acme + ":alice-" + round).addMemory("I prefer green tea");
            together(3, i -> {
                try {
                    switch (i) {
                        case 0 -> users.unlinkUserIdentifier(name, false);
                        case 1 -> usersOnTheOther.linkUserIdentifier(name, "slack", alice);
                        default -> onTheOther.user(acme + ":" + name).getMemories();
                    }
                    return "done";
                } catch (InsulaException refused) {
                    assertThat(refused.status()).isIn(409, 503);
                    return "refused";
                }
            });

            boolean hers = users.getUserIdentifiers(alice).contains(name);
            assertThat(onTheOther.user(acme + ":" + name).getMemories().items()).hasSize(hers ? 1 : 0);
            assertThat(alpha.user(acme + ":" + name).getMemories().items()).hasSize(hers ? 1 : 0);
            assertThat(users.resolveUser(name, false).muxiUserId().equals(alice))
                    .isEqualTo(hers);
        }
    }

    @Test
    void whatIsUnlinkedOnOneNodeIsNobodysOnTheOtherAtTheNextRequest() {
        users.associateUserIdentifiers(List.of(UserIdentifier.of("alice"), UserIdentifier.of("U1", "slack")), null);
        onTheOther.user(acme + ":U1").addMemory("I prefer green tea");
        assertThat(onTheOther.user(acme + ":U1").getMemories().items()).hasSize(1);

        users.unlinkUserIdentifier("U1", false);

        assertThat(onTheOther.user(acme + ":U1").getMemories().items()).isEmpty();
    }

    @Test
    void aSuspendedUserIsShutOutUnderEachNameOnEveryNodeUntilResumed() {
        String alice = users.associateUserIdentifiers(
                        List.of(UserIdentifier.of("alice"), UserIdentifier.of("U1", "slack")), null)
                .muxiUserId();
        alpha.user(acme + ":alice").addMemory("I prefer green tea");
        onTheOther.user(acme + ":U1").getMemories();
        onTheOther.user(acme + ":bob").getMemories();

        assertThat(users.suspendUser(alice).status()).isEqualTo("suspended");

        Answer refused = onTheOther.as(acme + ":U1", "GET", "/memories").send();
        assertThat(refused.status()).isEqualTo(403);
        assertThat(onTheOther.as(acme + ":" + alice, "GET", "/memories").send().likeness())
                .isEqualTo(refused.likeness());
        assertThat(alpha.as(acme + ":alice", "GET", "/memories").send().status())
                .isEqualTo(403);
        assertThat(onTheOther.user(acme + ":bob").getMemories().items()).isEmpty();
        assertThat(users.resumeUser(alice).status()).isEqualTo("active");
        assertThat(onTheOther.user(acme + ":U1").getMemories().items()).hasSize(1);
    }

    @Test
    void usersAreListedPageByPageAndFoundByHowANameBegins() {
        for (int i = 0; i < 5; i++) {
            users.associateUserIdentifiers(
                    List.of(UserIdentifier.of("Person" + i + "@Example.com"), UserIdentifier.of("T" + i, "telegram")),
                    null);
        }
        List<TenantUser> listed = new ArrayList<>();
        Page<TenantUser> page = users.getUsers(null, PageQuery.of(2));
        while (page != null) {
            listed.addAll(page.items());
            page = page.hasMore() ? users.getUsers(null, PageQuery.of(2).after(page.nextCursor())) : null;
        }

        assertThat(listed)
                .extracting(TenantUser::muxiUserId)
                .doesNotHaveDuplicates()
                .hasSize(5);
        assertThat(listed.get(0).identifiers()).hasSize(2);
        assertThat(users.getUsers("PERSON3", PageQuery.first()).items()).containsExactly(listed.get(3));
        assertThat(users.getUsers("T", PageQuery.first()).items()).hasSize(5);
        assertThat(users.getUsers("t1", PageQuery.first()).items()).isEmpty();
        assertThat(users.getUsers("%", PageQuery.first()).items()).isEmpty();
        assertThat(alpha.client()
                        .forTenant(Fresh.name("globex"))
                        .getUsers(null, PageQuery.first())
                        .items())
                .isEmpty();
    }

    @Test
    void aUserMayBeAnAgent() {
        String bot = alpha.asNobody("POST", "/users/identifiers")
                .tenant(acme)
                .json(Map.of("identifiers", List.of("crawler"), "subject_type", "agent"))
                .send()
                .data("/muxi_user_id")
                .asText();
        String alice = users.resolveUser("alice", true).muxiUserId();

        assertThat(users.getUser(bot).subjectType()).isEqualTo("agent");
        assertThat(users.getUser(alice).subjectType()).isEqualTo("user");
        Answer agents = alpha.asAdmin("GET", "/admin/users?subject_type=agent")
                .tenant(acme)
                .send();
        assertThat(agents.json().at("/users/0/muxi_user_id").asText()).isEqualTo(bot);
        assertThat(agents.json().path("count").asInt()).isEqualTo(1);
        Answer turned = alpha.asAdmin("PATCH", "/admin/users/" + alice)
                .tenant(acme)
                .json(Map.of("subject_type", "agent"))
                .send();
        assertThat(turned.json().path("subject_type").asText()).isEqualTo("agent");
    }

    @Test
    void aClientKeyManagesNoUsers() {
        String alice = users.resolveUser("alice", true).muxiUserId();

        assertThat(alpha.asNobody("PATCH", "/admin/users/" + alice)
                        .tenant(acme)
                        .json(Map.of("status", "suspended"))
                        .send()
                        .status())
                .isEqualTo(401);
        assertThatExceptionOfType(InsulaException.class)
                .isThrownBy(() -> alpha.client().forTenant(Fresh.name("globex")).suspendUser(alice))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(404));
        assertThat(users.getUser(alice).status()).isEqualTo("active");
    }

    private interface Deed<T> {
        T of(int number) throws Exception;
    }

    private static <T> List<T> together(int count, Deed<T> deed) throws Exception {
        ExecutorService crowd = Executors.newFixedThreadPool(count);
        CyclicBarrier start = new CyclicBarrier(count);
        try {
            List<Future<T>> pending = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                Callable<T> one = () -> {
                    start.await(30, TimeUnit.SECONDS);
                    return deed.of(number);
                };
                pending.add(crowd.submit(one));
            }
            List<T> got = new ArrayList<>();
            for (Future<T> one : pending) {
                got.add(one.get(60, TimeUnit.SECONDS));
            }
            return got;
        } finally {
            crowd.shutdownNow();
        }
    }
}
