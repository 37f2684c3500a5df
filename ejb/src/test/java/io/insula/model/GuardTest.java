package io.insula.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.insula.model.ProviderException.Kind;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class GuardTest {

    private final Guard guard = new Guard(new ModelConfiguration(
            3, 2, Duration.ofMinutes(1), Duration.ofMillis(1), Duration.ofMillis(1), 9999, 4, Duration.ofMinutes(1)));

    @Test
    void aTenantWithAllItsCallsUnderWayLeavesTheOthersTheirs() {
        String told = guard.attempt(
                "acme",
                () -> guard.attempt("acme", () -> {
                    assertRefused("acme", Kind.CROWDED);
                    return guard.attempt("globex", () -> "served");
                }));

        assertThat(told).isEqualTo("served");
        assertThat(guard.attempt("acme", () -> "again")).isEqualTo("again");
    }

    @Test
    void noTenantGetsAPlaceThatIsNotThere() {
        guard.attempt(
                "acme",
                () -> guard.attempt(
                        "globex",
                        () -> guard.attempt("initech", () -> {
                            assertRefused("hooli", Kind.SLOW);
                            return null;
                        })));

        assertThat(guard.attempt("hooli", () -> "served")).isEqualTo("served");
    }

    @Test
    void whoeverFailsGivesItsPlaceBack() {
        Supplier<String> failing = () -> {
            throw ProviderException.unusable("The model answered with nothing");
        };
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(ProviderException.class).isThrownBy(() -> guard.attempt("acme", failing));
        }

        assertThat(guard.attempt("acme", () -> "served")).isEqualTo("served");
    }

    private void assertRefused(String tenant, Kind kind) {
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> guard.attempt(tenant, () -> "served"))
                .satisfies(refused -> {
                    assertThat(refused.kind()).isEqualTo(kind);
                    assertThat(refused.retryAfter()).isNotNull();
                });
    }
}
