package io.insula.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.insula.kernel.PageRequest.Cursor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTest {

    private static final String ID = "mem_0123456789abcdefghjkmnpqrs";

    @Test
    void readsTheCursorsThatItGave() {
        Cursor given = new Cursor(Instant.parse("2026-01-02T03:04:05.678901Z"), PublicId.next("mem"));

        assertThat(PageRequest.of(null, null, given.encode()).cursor()).isEqualTo(given);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-02T03:04:05Z|mem_1",
                "2026-01-02T03:04:05Z|mem_0123456789abcdefghjkmnpqr\0",
                "2026-01-02T03:04:05Z|" + ID + "\n",
                "2026-01-02T03:04:05Z|",
                "2026-01-02T03:04:05Z",
                "1969-12-31T23:59:59Z|" + ID,
                "-1000000000-01-01T00:00:00Z|" + ID,
                "+10000-01-01T00:00:00Z|" + ID,
                "+1000000000-12-31T23:59:59Z|" + ID,
                "yesterday|" + ID
            })
    void namesTheCursorThatItNeverGave(String forged) {
        String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(forged.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> PageRequest.of(null, null, cursor))
                .isInstanceOfSatisfying(PlatformException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMS);
                    assertThat(refusal.faults()).extracting(FieldFault::field).containsExactly("cursor");
                });
    }
}
