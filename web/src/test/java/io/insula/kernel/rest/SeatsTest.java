package io.insula.kernel.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import org.junit.jupiter.api.Test;

class SeatsTest {

    private final Seats seats = new Seats(3, 2);

    @Test
    void aTenantThatHasItsShareIsToldToWait() {
        seats.take("acme");
        seats.take("acme");

        PlatformException refusal = refusal("acme");
        assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(refusal.retryAfter()).isPresent();
        seats.take("globex");
    }

    @Test
    void aFullHouseTurnsEverybodyAway() {
        seats.take("acme");
        seats.take("globex");
        seats.take("globex");

        PlatformException refusal = refusal("initech");
        assertThat(refusal.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
        assertThat(refusal.retryAfter()).isPresent();
    }

    @Test
    void whoLeavesMakesRoom() {
        seats.take("acme");
        seats.take("acme");
        seats.leave("acme");
        seats.take("acme");

        assertThat(refusal("acme").code()).isEqualTo(ErrorCode.RATE_LIMITED);
    }

    private PlatformException refusal(String tenant) {
        return catchThrowableOfType(PlatformException.class, () -> seats.take(tenant));
    }
}
