package io.insula.access.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsConfigurationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://chat.example.com",
                "http://localhost:5173",
                "https://chat.example.com:8443",
                "http://[::1]:3000",
                "http://[::1]"
            })
    void takesOriginsAsBrowsersWriteThem(String origin) {
        assertThat(listing(origin).origins()).containsExactly(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "chat.example.com",
                "https://*.example.com",
                "https://chat.example.com/",
                "https://Chat.example.com",
                "https://chat.example.com:443",
                "http://chat.example.com:80",
                "https://alice@chat.example.com",
                "ftp://chat.example.com"
            })
    void refusesWhatNoBrowserEverSends(String origin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> listing(origin))
                .withMessageContaining("insula.http.cors.origins holds " + origin + ";");
    }

    private static CorsConfiguration listing(String origin) {
        return new CorsConfiguration(Set.of(origin), Duration.ofMinutes(10));
    }
}
