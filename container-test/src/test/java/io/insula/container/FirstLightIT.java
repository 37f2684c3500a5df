package io.insula.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.tenant.Walls;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

class FirstLightIT extends InContainer {

    @Inject
    private Walls walls;

    @Test
    void theApplicationFindsItsWallsStanding() {
        assertThat(walls.faults()).isEmpty();
    }
}
