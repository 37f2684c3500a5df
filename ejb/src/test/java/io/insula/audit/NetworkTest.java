package io.insula.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "203.0.113.77, 203.0.113.0/24",
                "127.0.0.1, 127.0.0.0/24",
                "2001:db8:1:2:3:4:5:6, 2001:db8:1:0:0:0:0:0/48",
                "::ffff:203.0.113.77, 203.0.113.0/24",
                "example.org, unknown",
                "fe80::1%eth0, unknown",
                "1234, unknown",
                "abc, unknown",
                "999.1.1.1, unknown",
                "null, unknown"
            })
    void namesTheNeighbourhoodOfAnAddress(String address, String network) {
        assertThat(Network.of(address)).isEqualTo(network);
    }
}
