package io.insula.system.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.postgres.testing.TestDatabase;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** All other tests have the application on the server's data source; these are about what it does with another. */
@EnabledIfSystemProperty(named = "insula.server", matches = "wildfly", disabledReason = "It is WildFly's")
class WildFlyDataSourceIT {

    private static final Duration LONGEST_DEPLOYMENT = Duration.ofMinutes(3);

    private final TestDatabase database = TestDatabase.instance();

    @Test
    void whereTheServerDefinesNoneTheApplicationMakesItsOwnPool() {
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

    @Test
    void oneThatEntersAsSomebodyWhomNoPolicyBindsIsRefused() {
        assertThat(refusal(Map.of("insula.database.user", "postgres"), database.superuserPasswordFile()))
                .contains("The walls do not stand", "the role postgres is a superuser");
    }

    @Test
    void oneWhoseErrorsQuoteValuesIsRefused() {
        String talkative = database.url() + "?logServerErrorDetail=true";
        assertThat(refusal(Map.of("insula.database.url", talkative), database.appPasswordFile()))
                .contains("the data source java:jboss/datasources/insula quotes", "logServerErrorDetail=false");
    }

    /** What the server says of a deployment that failed. */
    private String refusal(Map<String, String> properties, Path passwordFile) {
        List<String> options = List.of(
                "--formations", System.getProperty("insula.formations"),
                "--database-url", database.url(),
                "--database-password-file", passwordFile.toString());
        ServerKind.Order order = new ServerKind.Order(
                "refused",
                LaunchedServer.freePort(),
                LaunchedServer.freePort(),
                VaultKeys.freshDirectory("refused"),
                properties,
                options);
        try (ServerProcess server = new WildFly().start(order)) {
            Patience.until(
                    "the refusal", LONGEST_DEPLOYMENT, () -> server.output().contains("WFLYCTL0013"));
            return server.output();
        }
    }
}
