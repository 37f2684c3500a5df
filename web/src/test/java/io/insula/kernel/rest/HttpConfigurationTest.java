package io.insula.kernel.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HttpConfigurationTest {

    @Test
    void acceptsOneMebibyteByDefault() {
        assertThat(HttpConfiguration.defaults().maxBodyBytes()).isEqualTo(1_048_576);
    }

    @Test
    void takesAFormationInTheLongestFormThatJsonHasForIt() {
        assertThat(HttpConfiguration.defaults().maxUploadBytes()).isEqualTo(8_388_608);
    }

    @Test
    void namesTheSettingThatIsOutOfRange() {
        assertThatThrownBy(() -> new HttpConfiguration(0, 1 << 20, true))
                .hasMessage("insula.http.max-body-bytes is 0; it must lie between 1024 and 67108864");
    }
}
