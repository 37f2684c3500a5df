package io.insula.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemoryFilterTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Card card = new Card("mem_1", "work", "sess_1", NOON, null, true);

    @Test
    void nothingAskedAdmitsEverything() {
        assertThat(MemoryFilter.NONE.admits(card)).isTrue();
    }

    @Test
    void eachConditionNarrows() {
        assertThat(filter(Set.of("work", "home"), "sess_1", NOON, NOON.plusSeconds(1)))
                .matches(filter -> filter.admits(card));
        assertThat(filter(Set.of("home"), null, null, null)).matches(filter -> !filter.admits(card));
        assertThat(filter(Set.of(), "sess_2", null, null)).matches(filter -> !filter.admits(card));
        assertThat(filter(Set.of(), null, NOON.plusNanos(1000), null)).matches(filter -> !filter.admits(card));
        assertThat(filter(Set.of(), null, null, NOON)).as("until is exclusive").matches(filter -> !filter.admits(card));
    }

    private static MemoryFilter filter(Set<String> collections, String session, Instant since, Instant until) {
        return new MemoryFilter(collections, session, since, until, null);
    }
}
