package io.insula.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettingTest {

    private static final Setting<Integer> ROOMS = Setting.number("insula.rooms", 1, 9, 4);
    private static final Setting<Duration> LEASE =
            Setting.duration("insula.lease", Duration.ofDays(1), Duration.ofDays(365), Duration.ofDays(30));

    @Test
    void takesItsBoundsAndWhatLiesBetween() {
        assertThat(ROOMS.check(1)).isEqualTo(1);
        assertThat(ROOMS.check(9)).isEqualTo(9);
        assertThat(LEASE.check(Duration.ofDays(2))).isEqualTo(Duration.ofDays(2));
        assertThat(Setting.text("insula.street").check("via")).isEqualTo("via");
    }

    @Test
    void namesItselfAndItsBoundsWhenAValueLiesOutside() {
        assertThatThrownBy(() -> ROOMS.check(10)).hasMessage("insula.rooms is 10; it must lie between 1 and 9");
        assertThatThrownBy(() -> LEASE.check(Duration.ZERO))
                .hasMessage("insula.lease is PT0S; it must lie between PT24H and PT8760H");
    }

    @Test
    void saysWhichValuesItTakes() {
        assertThat(ROOMS.values()).isEqualTo("a whole number from 1 to 9");
        assertThat(LEASE.values()).isEqualTo("a duration from PT24H to PT8760H");
        assertThat(Setting.text("insula.street").values()).isEqualTo("text");
    }
}
