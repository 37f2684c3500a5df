package io.insula.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowanceTest {

    @Test
    void aHostMayBeNamedWithOrWithoutItsPort() {
        NamedHosts policy = new NamedHosts("Ollama, gpu.lan:8000,[::1]:9000")
                .answers("ollama", "10.0.0.5")
                .answers("ollama.", "10.0.0.5")
                .answers("gpu.lan", "192.168.0.9");

        assertThat(policy.resolve("ollama", 11_434, true)).hasSize(1);
        assertThat(policy.resolve("ollama.", 80, true)).hasSize(1);
        assertThat(policy.resolve("gpu.lan", 8000, true)).hasSize(1);
        assertThat(policy.resolve("0:0:0:0:0:0:0:1", 9000, true)).hasSize(1);
        assertThatThrownBy(() -> policy.resolve("gpu.lan", 8001, true)).hasMessageContaining("insula.egress.allow");
    }

    @Test
    void aRangeOpensItsAddressesWhateverTheirName() {
        NamedHosts policy = new NamedHosts("10.20.0.0/16")
                .answers("inside.lan", "10.20.255.255")
                .answers("outside.lan", "10.21.0.0");

        assertThat(policy.resolve("inside.lan", 80, true)).hasSize(1);
        assertThatThrownBy(() -> policy.resolve("outside.lan", 80, true)).isInstanceOf(EgressException.class);
    }

    @Test
    void metadataIsOpenedByItsRangeAlone() {
        NamedHosts named = new NamedHosts("metadata.lan,169.254.169.254").answers("metadata.lan", "169.254.169.254");
        NamedHosts ranged = new NamedHosts("169.254.169.254/32").answers("metadata.lan", "169.254.169.254");

        assertThatThrownBy(() -> named.resolve("metadata.lan", 80, true)).isInstanceOf(EgressException.class);
        assertThatThrownBy(() -> named.resolve("169.254.169.254", 80, true)).isInstanceOf(EgressException.class);
        assertThat(ranged.resolve("metadata.lan", 80, true)).hasSize(1);
    }

    @Test
    void noRangeOpensWhatAnswersNobody() {
        NamedHosts policy =
                new NamedHosts("0.0.0.0/0,::/0").answers("any.lan", "0.0.0.0").answers("all.lan", "ff02::1");

        assertThatThrownBy(() -> policy.resolve("any.lan", 80, true)).isInstanceOf(EgressException.class);
        assertThatThrownBy(() -> policy.resolve("all.lan", 80, true)).isInstanceOf(EgressException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0/33", "fc00::/129", "lan/8", "10.0.0/8", "host:", "host:port", "ho st", "http://host"})
    void anEntryThatIsNoneStopsTheServer(String entry) {
        assertThatThrownBy(() -> new Allowance("127.0.0.1," + entry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("insula.egress.allow: '" + entry + "' is neither");
    }
}
