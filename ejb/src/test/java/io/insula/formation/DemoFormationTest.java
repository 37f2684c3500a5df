package io.insula.formation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DemoFormationTest {

    private static final Path DEMO = Path.of("..", "formations", "demo");

    @Test
    void itLoadsWithoutAnythingToMention() {
        Reading reading = Formations.read(FormationSource.read(DEMO));

        assertThat(reading.faults()).isEmpty();
        assertThat(reading.warnings()).isEmpty();
        assertThat(reading.notActive()).isEmpty();
        assertThat(reading.formation()).hasValueSatisfying(demo -> {
            assertThat(demo.id()).isEqualTo("demo");
            assertThat(demo.tenancy()).isEqualTo(new Tenancy(Tenancy.Create.ON_FIRST_USE, 100, "main", true));
            assertThat(demo.memory())
                    .isEqualTo(new MemorySettings(
                            10,
                            10,
                            true,
                            Duration.ofHours(1),
                            true,
                            null,
                            new WorkingSettings(8 << 20, null),
                            new SynopsisSettings(true, Duration.ofHours(1)),
                            10));
            assertThat(demo.agents()).extracting(Agent::id).containsExactly("assistant");
        });
    }

    @Test
    void itHoldsNoKeys() {
        assertThat(Formations.read(FormationSource.read(DEMO)).formation()).hasValueSatisfying(demo -> {
            assertThat(demo.keys().adminKey()).isEmpty();
            assertThat(demo.keys().clientKey()).isEmpty();
        });
    }
}
