package io.insula.system.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** On servers that define data sources all other tests have the application on one of theirs. */
@EnabledIfSystemProperty(named = "insula.server", matches = "wildfly|payara", disabledReason = "Elsewhere all tests do")
class OwnPoolIT {

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
}
