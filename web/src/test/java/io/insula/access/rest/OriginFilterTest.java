package io.insula.access.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginFilterTest {

    private static final Set<String> PROXIES = Set.of("127.0.0.1", "10.0.0.2");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "203.0.113.7 | null | 203.0.113.7",
                "203.0.113.7 | 198.51.100.1 | 203.0.113.7",
                "127.0.0.1 | null | 127.0.0.1",
                "127.0.0.1 | 198.51.100.1 | 198.51.100.1",
                "127.0.0.1 | 6.6.6.6, 198.51.100.1 | 198.51.100.1",
                "127.0.0.1 | 198.51.100.1, 10.0.0.2 | 198.51.100.1",
                "127.0.0.1 | 10.0.0.2 | 127.0.0.1",
                "127.0.0.1 | '' | 127.0.0.1",
                "127.0.0.1 | alice@example.org | 127.0.0.1",
                "127.0.0.1 | 2001:db8::7 | 2001:db8::7"
            })
    void believesOnlyProxiesOfTheHouse(String peer, String forwarded, String client) {
        assertThat(OriginFilter.client(peer, forwarded, PROXIES)).isEqualTo(client);
    }
}
