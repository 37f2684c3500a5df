package io.insula.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EmbeddingConfigurationTest {

    @Test
    void computesOnEachProcessorOnceUnlessToldOtherwise() {
        EmbeddingConfiguration configuration = EmbeddingConfiguration.defaults();

        assertThat(configuration.places()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(configuration.threads()).isEqualTo(1);
        assertThat(new EmbeddingConfiguration(1, 3, 0, 0).places()).isEqualTo(3);
    }

    @Test
    void namesTheSettingThatCannotBe() {
        assertThatThrownBy(() -> new EmbeddingConfiguration(0, 0, 0, 0))
                .hasMessage("insula.embedding.threads is 0; it must lie between 1 and 64");
        assertThatThrownBy(() -> new EmbeddingConfiguration(1, 0, 0, -1))
                .hasMessageStartingWith("insula.embedding.patience-ms is -1");
    }
}
