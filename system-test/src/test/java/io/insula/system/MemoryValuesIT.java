package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.insula.client.InsulaException;
import io.insula.client.InsulaUser;
import io.insula.client.MemoryValue;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values under keys: whose they are is settled by who asks, whatever the namespace says. */
@ExtendWith(SharedServer.class)
class MemoryValuesIT {

    private static final String PREFERENCES = "/memory/values/tenant:acme-corp/preferences";

    private final String acme = Fresh.name("acme");
    private final String name = acme + ":alice";
    private final Door alpha;
    private final Door beta;
    private final InsulaUser alice;

    MemoryValuesIT(LaunchedServer server) {
        alpha = server.formation("alpha");
        beta = server.formation("beta");
        alice = alpha.user(name);
    }

    @Test
    void whatIsStoredIsRetrievedAsItWasSent() {
        MemoryValue stored = alice.putValue("tenant:acme-corp", "preferences", Map.of("theme", "dark", "size", 12));

        assertThat(stored.value()).isEqualTo(Map.of("theme", "dark", "size", 12));
        assertThat(alice.getValue("tenant:acme-corp", "preferences")).isEqualTo(stored);
        for (Object value : List.of("dark", 12, true, List.of(1, "two"))) {
            assertThat(alice.putValue("n", "k", value).value()).isEqualTo(value);
        }
        assertThat(alice.getValue("n", "k").version()).isEqualTo(4);
    }

    @Test
    void oneKeyInManyHandsHoldsEachOnesOwn() {
        List<InsulaUser> everybody = List.of(
                alice,
                alpha.user(acme + ":bob"),
                alpha.user(Fresh.name("globex") + ":alice"),
                beta.user(acme + ":alice"));
        for (int i = 0; i < everybody.size(); i++) {
            everybody.get(i).putValue("tenant:acme-corp", "preferences", "value " + i);
        }
        for (int i = 0; i < everybody.size(); i++) {
            MemoryValue own = everybody.get(i).getValue("tenant:acme-corp", "preferences");
            assertThat(own.value()).isEqualTo("value " + i);
            assertThat(own.version()).isOne();
        }
    }

    @Test
    void namingAnotherTenantAsNamespaceOpensNothing() {
        alice.putValue("tenant:" + acme, "preferences", "mine");
        String stranger = Fresh.name("globex") + ":alice";
        String path = "/memory/values/tenant:" + acme + "/preferences";

        Answer foreign = alpha.as(stranger, "GET", path).send();

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(alpha.as(stranger, "DELETE", path).send().status()).isEqualTo(404);
        assertThat(alpha.as(stranger, "GET", "/memory/values")
                        .send()
                        .data("/values")
                        .size())
                .isZero();
        assertThat(alice.getValue("tenant:" + acme, "preferences").value()).isEqualTo("mine");
    }

    @Test
    void aValueThatChangedMeanwhileIsNotOverwritten() {
        alice.putValue("n", "k", 1);
        assertThat(alpha.as(name, "PUT", "/memory/values/n/k")
                        .json(Map.of("value", 2, "version", 0))
                        .send()
                        .status())
                .isEqualTo(409);
        assertThat(alpha.as(name, "PUT", "/memory/values/n/k")
                        .json(Map.of("value", 2, "version", 1))
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(alice.getValue("n", "k").value()).isEqualTo(2);
    }

    @Test
    void valuesAreListedByNamespaceAndKeyAndRemoved() {
        alice.putValue("b", "k", 1);
        alice.putValue("a", "l", 2);
        alice.putValue("a", "k", 3);

        Answer all = alpha.as(name, "GET", "/memory/values?limit=2").send();
        assertThat(all.data("/values").findValuesAsText("value")).containsExactly("3", "2");
        assertThat(all.data("/has_more").asBoolean()).isTrue();
        alice.deleteValue("a", "l");
        assertThat(alpha.as(name, "GET", "/memory/values?namespace=a")
                        .send()
                        .data("/values")
                        .findValuesAsText("key"))
                .containsExactly("k");
        assertThatThrownBy(() -> alice.getValue("a", "l")).isInstanceOf(InsulaException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/memory/values/n/k | {\"value\": null} | value",
                "/memory/values/n/k | {} | value",
                "/memory/values/.n/k | {\"value\": 1} | namespace",
                "/memory/values/n/a%20b | {\"value\": 1} | key",
                "/memory/values/n/k | {\"value\": 1, \"version\": -1} | version",
                "/memory/values/n/k | {\"value\": 1, \"namespace\": \"m\"} | namespace"
            })
    void anUnfitValueIsRefusedByTheNameOfWhatIsWrong(String path, String body, String field) {
        Answer answer =
                alpha.as(name, "PUT", path).text("application/json", body).send();

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.faultyFields()).containsExactly(field);
    }

    @Test
    void aValueThatIsTooLongIsRefused() {
        Answer answer = alpha.as(name, "PUT", PREFERENCES)
                .json(Map.of("value", "a".repeat(10_001)))
                .send();

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.faultyFields()).containsExactly("value");
    }
}
