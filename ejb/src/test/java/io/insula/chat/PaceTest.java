package io.insula.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final Pace pace = new Pace();

    @Test
    void nothingIsExpectedOfAModelThatIsNotKnown() {
        pace.took("alpha", "house/talker", Duration.ofSeconds(40));

        assertThat(pace.expected("alpha", "house/other")).isZero();
        assertThat(pace.expected("beta", "house/talker")).isZero();
    }

    @Test
    void aModelThatHasBecomeSlowOrQuickIsSoonKnownToBe() {
        pace.took("alpha", "house/talker", Duration.ofSeconds(2));
        pace.took("alpha", "house/talker", Duration.ofSeconds(60));
        assertThat(pace.expected("alpha", "house/talker")).isEqualTo(Duration.ofSeconds(31));

        pace.took("alpha", "house/talker", Duration.ofSeconds(1));
        assertThat(pace.expected("alpha", "house/talker")).isEqualTo(Duration.ofSeconds(16));
    }
}
