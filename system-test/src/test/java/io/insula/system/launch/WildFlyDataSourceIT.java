package io.insula.system.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.postgres.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What the application does with a data source of the server's that would undo its walls. */
@EnabledIfSystemProperty(named = "insula.server", matches = "wildfly", disabledReason = "It is WildFly's")
class WildFlyDataSourceIT {

    private static final Duration LONGEST_DEPLOYMENT = Duration.ofMinutes(3);

    private final TestDatabase database = TestDatabase.instance();

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
