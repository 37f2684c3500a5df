package io.insula.system.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** On servers that define data sources all other tests have the application on one of theirs. */
@EnabledIfSystemProperty(named = "insula.server", matches = "wildfly|payara", disabledReason = "Elsewhere all tests do")
class OwnPoolIT {

    private static final Duration PROMISED_RECOVERY = Duration.ofSeconds(10);

    @Test
    void whereTheServerDefinesNoneTheApplicationMakesItsOwn() {
        Map<String, String> own = Map.of("insula.database.jndi", "none");
        try (LaunchedServer server = LaunchedServer.start("own-pool", VaultKeys.freshDirectory("own-pool"), own)) {
            Door alpha = server.formation("alpha");
            String user = Fresh.name("ada");
            alpha.as(user, "POST", "/memories")
                    .json(Map.of("content", "I prefer green tea"))
                    .send();

            assertThat(alpha.as(user, "GET", "/memories").send().body()).contains("I prefer green tea");
        }
    }

    /** WildFly's pools of applications keep connections that broke. */
    @Test
    void itComesBackWithTheDatabase() {
        Map<String, String> own = Map.of("insula.database.jndi", "none");
        try (OwnDatabase database = OwnDatabase.start("own-pool-away");
                LaunchedServer server = LaunchedServer.start(
                        "own-pool-away", VaultKeys.freshDirectory("own-pool-away"), own, database.options())) {
            Door alpha = server.formation("alpha");
            String user = Fresh.name("ada");
            alpha.as(user, "GET", "/memories").send();

            database.breakDown();
            assertThat(alpha.as(user, "GET", "/memories").send().status()).isEqualTo(503);
            database.bringBack();

            Patience.until(
                    "the next answer",
                    PROMISED_RECOVERY,
                    () -> alpha.as(user, "GET", "/memories").send().status() == 200);
        }
    }
}
