package io.insula.system.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.insula.system.contract.Rehearsal.Guard;
import io.insula.system.contract.Rehearsal.Thing;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Walks all operations of the OpenAPI document and tries each as everybody who must not get through. */
@ExtendWith(SharedServer.class)
class ContractIT {

    private final Door alpha;
    private final Door beta;
    private final List<Operation> operations;

    ContractIT(LaunchedServer server) {
        alpha = server.formation("alpha");
        beta = server.formation("beta");
        operations = Operation.of(new Asking("GET", server.url() + "/openapi")
                .accepting("application/json")
                .send()
                .json());
    }

    @Test
    void theDocumentAndTheTableHoldTheSameOperations() {
        Set<String> documented = new TreeSet<>();
        operations.forEach(operation -> documented.add(operation.key()));

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(Rehearsals.all().keySet());
    }

    @TestFactory
    Stream<DynamicTest> whoMaySucceeds() {
        return each(rehearsal -> true, (operation, rehearsal) -> {
            Belongings own = Belongings.make(alpha);

            Answer answer = properly(operation, rehearsal, own).send();

            assertThat(answer.status()).as(answer.body()).isEqualTo(rehearsal.success());
        });
    }

    @TestFactory
    Stream<DynamicTest> withoutKeyNobodyPasses() {
        return each(rehearsal -> rehearsal.guard() != Guard.NONE, (operation, rehearsal) -> {
            Answer answer = rehearsal
                    .ask(alpha, operation, Belongings.absent(rehearsal.thing()))
                    .user("acme:alice")
                    .send();

            assertThat(answer.status()).as(answer.body()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).startsWith("ApiKey realm=");
        });
    }

    @TestFactory
    Stream<DynamicTest> wrongKeysAreAllTheSame() {
        return each(rehearsal -> rehearsal.guard() != Guard.NONE, (operation, rehearsal) -> {
            String id = Belongings.absent(rehearsal.thing());
            String wrong = withKey(operation, rehearsal, id, "fmc_wrong").likeness();
            boolean admin = rehearsal.isAdmins();

            assertThat(wrong).startsWith("401");
            assertThat(withKey(
                                    operation,
                                    rehearsal,
                                    id,
                                    admin ? alpha.keys().client() : alpha.keys().admin())
                            .likeness())
                    .isEqualTo(wrong);
            if (!operation.byKeyAlone()) {
                assertThat(withKey(
                                        operation,
                                        rehearsal,
                                        id,
                                        admin
                                                ? beta.keys().admin()
                                                : beta.keys().client())
                                .likeness())
                        .isEqualTo(wrong);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> foreignThingsLookAbsentAndStay() {
        return each(rehearsal -> rehearsal.thing() != Thing.NONE, (operation, rehearsal) -> {
            Belongings own = Belongings.make(alpha);

            assertLooksAbsent(operation, rehearsal, own, beta, own.owner());
            if (rehearsal.isOfOneUser()) {
                assertLooksAbsent(operation, rehearsal, own, alpha, own.tenant() + ":bob");
            }
            if (rehearsal.isOfOneUser() || rehearsal.isOfATenant()) {
                assertLooksAbsent(operation, rehearsal, own, alpha, Fresh.name("globex") + ":alice");
            }

            Answer owners = properly(operation, rehearsal, own).send();
            assertThat(owners.status()).as(owners.body()).isEqualTo(rehearsal.success());
        });
    }

    @TestFactory
    Stream<DynamicTest> foreignListsHoldNothingOfIt() {
        return each(rehearsal -> rehearsal.lists() != Thing.NONE, (operation, rehearsal) -> {
            Belongings own = Belongings.make(alpha);
            String id = own.id(rehearsal.lists());

            assertThat(allPages(operation, rehearsal, alpha, own.owner())).contains(id);
            assertThat(allPages(operation, rehearsal, beta, own.owner())).doesNotContain(id);
            if (rehearsal.isOfOneUser()) {
                assertThat(allPages(operation, rehearsal, alpha, own.tenant() + ":bob"))
                        .doesNotContain(id);
            }
            if (rehearsal.isOfOneUser() || rehearsal.isOfATenant()) {
                assertThat(allPages(operation, rehearsal, alpha, Fresh.name("globex") + ":alice"))
                        .doesNotContain(id);
            }
        });
    }

    private Stream<DynamicTest> each(Predicate<Rehearsal> concerned, BiConsumer<Operation, Rehearsal> attack) {
        return operations.stream()
                .filter(operation -> concerned.test(Rehearsals.of(operation)))
                .map(operation ->
                        dynamicTest(operation.toString(), () -> attack.accept(operation, Rehearsals.of(operation))));
    }

    private static Asking properly(Operation operation, Rehearsal rehearsal, Belongings own) {
        return rehearsal.askProperly(own.door(), operation, own.id(rehearsal.thing()), own.owner());
    }

    private Answer withKey(Operation operation, Rehearsal rehearsal, String id, String key) {
        Asking asking = rehearsal.ask(alpha, operation, id);
        return rehearsal.isAdmins()
                ? asking.adminKey(key).send()
                : asking.clientKey(key).user("acme:alice").send();
    }

    private static void assertLooksAbsent(
            Operation operation, Rehearsal rehearsal, Belongings own, Door door, String stranger) {
        String foreign = own.id(rehearsal.thing());
        String absent = Belongings.absent(rehearsal.thing());

        assertThat(rehearsal
                        .askProperly(door, operation, foreign, stranger)
                        .send()
                        .likeness(foreign))
                .startsWith("404")
                .isEqualTo(rehearsal
                        .askProperly(door, operation, absent, stranger)
                        .send()
                        .likeness(absent));
    }

    /** The bodies of all pages of a list, one behind the other. */
    private static String allPages(Operation operation, Rehearsal rehearsal, Door door, String user) {
        StringBuilder bodies = new StringBuilder();
        Rehearsal next = rehearsal;
        while (next != null) {
            Answer answer = next.askProperly(door, operation, "none", user).send();
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            bodies.append(answer.body());
            JsonNode list = answer.json().has("data") ? answer.data("") : answer.json();
            String cursor = list.path("next_cursor").asText(null);
            next = cursor == null || cursor.equals("null") ? null : rehearsal.after(cursor);
        }
        return bodies.toString();
    }
}
