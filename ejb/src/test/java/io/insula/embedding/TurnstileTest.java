package io.insula.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TurnstileTest {

    @Test
    void turnsAwayWhoeverFindsTheWaitingRoomFull() {
        Turnstile turnstile = new Turnstile(1, 1, Duration.ZERO);
        try (Turnstile.Pass first = turnstile.admit();
                Turnstile.Pass second = turnstile.admit()) {
            assertThatThrownBy(turnstile::admit).isInstanceOfSatisfying(PlatformException.class, TurnstileTest::isBusy);
            assertThat(first).isNotSameAs(second);
        }
        turnstile.admit().close();
    }

    @Test
    void turnsAwayWhoeverLosesPatience() {
        Turnstile turnstile = new Turnstile(1, 1, Duration.ZERO);
        try (Turnstile.Pass computing = turnstile.admit();
                Turnstile.Pass waiting = turnstile.admit()) {
            computing.compute(() -> assertThatThrownBy(() -> waiting.compute(() -> "never"))
                    .isInstanceOfSatisfying(PlatformException.class, TurnstileTest::isBusy));
            assertThat(waiting.compute(() -> "now")).isEqualTo("now");
        }
    }

    @Test
    void aFailedComputationGivesItsPlaceBack() {
        Turnstile turnstile = new Turnstile(1, 0, Duration.ZERO);
        try (Turnstile.Pass pass = turnstile.admit()) {
            assertThatThrownBy(() -> pass.compute(() -> {
                        throw new IllegalStateException("broken");
                    }))
                    .hasMessage("broken");
            assertThat(pass.compute(() -> "still open")).isEqualTo("still open");
        }
    }

    @Test
    void nothingComputesAfterItWasClosed() {
        Turnstile turnstile = new Turnstile(2, 0, Duration.ZERO);
        turnstile.close();
        try (Turnstile.Pass pass = turnstile.admit()) {
            assertThatThrownBy(() -> pass.compute(() -> "late")).isInstanceOf(PlatformException.class);
        }
    }

    private static void isBusy(PlatformException refused) {
        assertThat(refused.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
        assertThat(refused.retryAfter()).hasValue(Duration.ofSeconds(2));
    }
}
