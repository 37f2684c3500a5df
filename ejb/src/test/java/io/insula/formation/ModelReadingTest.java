package io.insula.formation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelReadingTest {

    private static final Map<String, String> SECRETS = Map.of("KEY", "sk-hidden", "OTHER", "other-hidden");

    @Test
    void theUsualFormationNeedsNoMoreThanAKeyAndAModel() {
        LanguageModels models = models(
                """
                llm:
                  api_keys:
                    openai: "${{ secrets.KEY }}"
                  models:
                    - text: "openai/gpt-4o-mini"
                    - embedding: openai/text-embedding-3-small
                    - vision: openai/gpt-4o
                """);

        assertThat(models.text().endpoint().name()).isEqualTo("gpt-4o-mini");
        assertThat(models.text().endpoint().base()).hasToString("https://api.openai.com/v1");
        assertThat(models.text().endpoint().apiKey()).isEqualTo("sk-hidden");
        assertThat(models.text().endpoint().timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(models.text().temperature()).isNull();
        assertThat(models.text().contextTokens()).isEqualTo(8000);
        assertThat(models.embedding().dimension()).isEqualTo(1536);
    }

    @Test
    void aModelsOwnWordGoesBeforeTheCommonOne() {
        LanguageModels models = models(
                """
                llm:
                  api_keys: {house: "${{ secrets.KEY }}"}
                  base_url: "https://models.example.org/v1/"
                  settings: {temperature: 0.2, max_tokens: 100, timeout_seconds: 5}
                  models:
                    - text: house/some/model:7b
                      settings: {temperature: 1, max_retries: 0}
                    - embedding: house/vectors
                      api_key: "${{ secrets.OTHER }}"
                      base_url: https://vectors.example.org
                      dimension: 8
                """);

        assertThat(models.text().endpoint().base()).hasToString("https://models.example.org/v1");
        assertThat(models.text().endpoint().name()).isEqualTo("some/model:7b");
        assertThat(models.text().temperature()).isEqualTo(1);
        assertThat(models.text().maxTokens()).isEqualTo(100);
        assertThat(models.text().endpoint().retries()).isZero();
        assertThat(models.text().endpoint().timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(models.embedding().endpoint().apiKey()).isEqualTo("other-hidden");
        assertThat(models.embedding().endpoint().base()).hasToString("https://vectors.example.org");
    }

    @Test
    void theModelOfVectorsIsChosenByTheMemory() {
        String listed = "llm:\n  models:\n    - {embedding: house/a, base_url: \"https://a.example\", dimension: 4}\n";

        assertThat(models(listed + "memory: {persistent: {embedding_model: all-MiniLM-L6-v2}}\n")
                        .embedding())
                .isNull();
        assertThat(models(listed + "memory: {persistent: {embedding_model: house/a}}\n")
                        .embedding()
                        .dimension())
                .isEqualTo(4);
        assertThat(models("memory: {persistent: {embedding_model: openai/text-embedding-3-large}}\n")
                        .embedding()
                        .dimension())
                .isEqualTo(3072);
    }

    @Test
    void anAgentMaySpeakThroughAModelOfItsOwn() {
        Reading reading = Formations.read(
                Map.of(
                        "formation.afs", "id: x\nllm: {api_keys: {openai: \"${{ secrets.KEY }}\"}}\n",
                        "agents/a.afs", "id: a\nllm_models:\n  - text: openai/gpt-4o\n",
                        "agents/b.afs", "id: b\n"),
                SECRETS);

        List<Agent> agents = reading.formation().orElseThrow().agents();
        assertThat(agents.get(0).model().endpoint().apiKey()).isEqualTo("sk-hidden");
        assertThat(agents.get(1).model()).isNull();
    }

    @Test
    void noTextOfAFormationShowsItsKeys() {
        Reading reading = Formations.readBody(
                """
                llm:
                  api_keys: {openai: "${{ secrets.KEY }}", other: sk-in-clear-text}
                  models: [{text: openai/gpt-4o}, {embedding: other/x, base_url: "https://x.example", dimension: 3}]
                """,
                SECRETS);

        assertThat(reading.formation().orElseThrow().toString()).doesNotContain("sk-");
        assertThat(reading.warnings()).singleElement().satisfies(warning -> assertThat(warning.toString())
                .startsWith("formation.afs:3:51: llm.api_keys.other stands here in clear text")
                .doesNotContain("sk-in"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{models: [{text: gpt-4o}]}                                           | 2:23 | provider and itself",
                "{models: [{text: nobody/x}]}                                         | 2:23 | add the key base_url",
                "{models: [{text: openai/x}, {text: openai/y}]}                       | 2:41 | another text model",
                "{models: [{embedding: openai/unheard-of}]}                           | 2:28 | needs its dimension",
                "{models: [{text: a/x, base_url: 'ftp://x'}]}                         | 2:38 | must begin with https",
                "{models: [{text: a/x, base_url: 'https://u:p@x.example'}]}           | 2:38 | must not carry a user",
                "{models: [{text: a/x, base_url: 'https://x.example/?key=1'}]}        | 2:38 | must not carry a query",
                "{base_url: 'http://2130706433/'}                                     | 2:17 | usual spelling",
                "{api_keys: {openai: 'sk a'}, models: [{text: openai/x}]}             | 2:26 | ASCII without spaces",
                "{api_keys: {'o i': x}}                                               | 2:18 | is no name",
                "{api_keys: [x]}                                                      | 2:17 | must hold keys",
                "{settings: {temperature: 2.1}}                                       | 2:31 | a number from 0 to 2",
                "{settings: {max_retries: 9}}                                         | 2:31 | from 0 to 5",
                "{models: [gpt]}                                                      | 2:16 | must be keys with values",
            })
    void faultsAreReportedWhereTheyStand(String llm, String place, String message) {
        Reading reading = Formations.readBody("llm: " + llm + "\n");

        assertThat(reading.formation()).isEmpty();
        assertThat(reading.faults()).singleElement().satisfies(fault -> assertThat(fault.toString())
                .startsWith("formation.afs:" + place + ": ")
                .contains(message)
                .doesNotContain("u:p"));
    }

    private static LanguageModels models(String body) {
        Reading reading = Formations.readBody(body, SECRETS);
        assertThat(reading.faults()).isEmpty();
        return reading.formation().orElseThrow().models();
    }
}
