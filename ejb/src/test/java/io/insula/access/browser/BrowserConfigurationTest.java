package io.insula.access.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BrowserConfigurationTest {

    @Test
    void withoutAnAddressNobodyIsSentElsewhere() {
        BrowserConfiguration configuration = with("true", "none");

        assertThat(configuration.enabled()).isTrue();
        assertThat(configuration.origin()).isEmpty();
        assertThat(with("false", "none").enabled()).isFalse();
    }

    @Test
    void anAddressIsAnOriginAsBrowsersWriteIt() {
        assertThat(with("true", "https://insula.example.org").origin()).contains("https://insula.example.org");
        assertThat(with("true", "http://127.0.0.1:8001").origin()).contains("http://127.0.0.1:8001");
        for (String wrong : new String[] {
            "insula.example.org",
            "https://insula.example.org/",
            "https://x/console",
            "ftp://x",
            "https://",
            "javascript:x"
        }) {
            assertThatIllegalArgumentException()
                    .as(wrong)
                    .isThrownBy(() -> with("true", wrong))
                    .withMessageContaining("insula.console.url");
        }
    }

    @Test
    void whatIsNeitherOnNorOffIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("yes", "none"))
                .withMessageContaining("insula.console.enabled");
    }

    private static BrowserConfiguration with(String switched, String address) {
        return new BrowserConfiguration(switched, address, Duration.ofMinutes(15), Duration.ofHours(1), 10, 10_000);
    }
}
