package io.insula.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TenantNamesTest {

    private final TenantNames names = new TenantNames(2);

    @Test
    void theFirstKeepTheirNamesAndAllFurtherOnesAreOne() {
        assertThat(names.of(tenant("a")).tenant()).isEqualTo("a");
        assertThat(names.of(tenant("b")).tenant()).isEqualTo("b");
        assertThat(names.of(tenant("c"))).isEqualTo(new TenantNames.Name("other", "other"));
        assertThat(names.of(tenant("a")).tenant()).isEqualTo("a");
    }

    @Test
    void whoeverIsNobodysTakesNoName() {
        names.of(Place.NOWHERE);
        names.of(Place.NOWHERE);

        assertThat(names.of(tenant("a")).tenant()).isEqualTo("a");
        assertThat(names.of(Place.NOWHERE).tenant()).isEqualTo("none");
    }

    private static Place tenant(String name) {
        return new Place("req", "alpha", name, null);
    }
}
