package io.insula.formation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormationReaderTest {

    private static final WorkingSettings AUTOMATIC = new WorkingSettings(8 << 20, null);
    private static final SynopsisSettings SYNOPSIS = new SynopsisSettings(true, Duration.ofHours(1));

    @Test
    void anIdIsEnoughAndEveryDefaultIsFilledIn() {
        Reading reading = Formations.read("id: smallest\n");

        assertThat(reading.warnings()).isEmpty();
        assertThat(reading.formation()).hasValueSatisfying(formation -> {
            assertThat(formation.schema()).isEqualTo("1.0.0");
            assertThat(formation.description()).isEmpty();
            assertThat(formation.revision())
                    .isEqualTo(FormationSource.of(Map.of("formation.afs", "id: smallest\n"))
                            .hash());
            assertThat(formation.tenancy()).isEqualTo(new Tenancy(Tenancy.Create.DECLARED, 1000, "main", true));
            assertThat(formation.inputLimits()).isEqualTo(new InputLimits(100_000, 10_485_760, 10_000, 100));
            assertThat(formation.memory())
                    .isEqualTo(
                            new MemorySettings(10, 10, true, Duration.ofHours(1), true, null, AUTOMATIC, SYNOPSIS, 10));
            assertThat(formation.memory().bufferCapacity()).isEqualTo(100);
            assertThat(formation.agents()).isEmpty();
            assertThat(formation.mcpServers()).isEmpty();
            assertThat(formation.keys()).hasToString("FormationKeys[adminKey=absent, clientKey=absent]");
        });
    }

    @Test
    void everyActiveValueIsTakenOver() {
        Reading reading = Formations.readBody(
                """
                schema: 1.0.0
                description: "Helps"
                tenancy: {create: on_first_use, max: 7, default: house-1, anonymous: false}
                input_limits:
                  max_message_length: 1
                  max_file_size_bytes: 10737418240
                  max_memory_entry_size: 3
                  max_batch_items: 4
                memory:
                  session_timeout: 60
                  buffer: {size: 5, multiplier: 2, vector_search: false}
                  persistent: {enabled: true, provider: postgres, user_isolation: true, episodic: false,
                    embedding_model: all-MiniLM-L6-v2}
                """);

        assertThat(reading.faults()).isEmpty();
        assertThat(reading.notActive()).isEmpty();
        assertThat(reading.formation()).hasValueSatisfying(formation -> {
            assertThat(formation.description()).isEqualTo("Helps");
            assertThat(formation.tenancy()).isEqualTo(new Tenancy(Tenancy.Create.ON_FIRST_USE, 7, "house-1", false));
            assertThat(formation.inputLimits()).isEqualTo(new InputLimits(1, 10_737_418_240L, 3, 4));
            assertThat(formation.memory())
                    .isEqualTo(new MemorySettings(
                            5, 2, false, Duration.ofMinutes(1), false, null, AUTOMATIC, SYNOPSIS, 10));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tenancy: {max: 0}                              | tenancy.max must be a whole number from 1 to",
                "tenancy: {max: '5'}                            | without quotes",
                "tenancy: {max: 1.5}                            | whole number",
                "tenancy: {max: 99999999999999999999999}        | whole number",
                "tenancy: {max: [1]}                            | whole number",
                "tenancy: {create: always}                      | must be declared or on_first_use",
                "tenancy: {create: true}                        | must be declared or on_first_use",
                "tenancy: {default: Main}                       | lower-case letters",
                "tenancy: {default: a_b}                        | lower-case letters",
                "tenancy: {anonymous: 'true'}                   | must be true or false",
                "tenancy: {anonymous: yes}                      | must be true or false",
                "tenancy: declared                              | must hold keys with values",
                "memory: [buffer]                               | must hold keys with values",
                "memory: {session_timeout: 1h}                  | whole number",
                "memory: {session_timeout: -1}                  | whole number",
                "memory: {buffer: {size: 1001}}                 | from 1 to 1000",
                "memory: {buffer: {vector_search: 1}}           | true or false",
                "memory: {persistent: {enabled: false}}         | not active yet",
                "memory: {persistent: {user_isolation: false}}  | users are always kept apart",
                "memory: {persistent: {user_isolation: 'false'}}| users are always kept apart",
                "memory: {persistent: {user_isolation: False}}  | must be true or false",
                "memory: {persistent: {provider: sqlite}}       | row-level security",
                "memory: {persistent: {provider: mysql}}        | must be postgresql or postgres",
                "memory: {persistent: {connection_string: 5432}}| must be text",
                "memory: {working: {mode: somewhere}}           | must be local or remote",
                "memory: {working: {max_memory_mb: plenty}}     | must be auto or a whole number from 1 to 4096",
                "input_limits: {max_batch_items: 0}             | whole number",
                "schema: 2.0.0                                  | must be 1.0.0",
                "schema: 1.0                                    | must be 1.0.0",
                "description: 42                                | must be text: put it in quotes",
                "description: [a]                               | must be text",
                "agents: assistant                              | must be a list",
                "agents: [nobody]                               | must be an agent, or the id of an agent",
                "agents: [{name: x}]                            | the key id is missing",
                "user_credentials: {mode: ask}                  | must be dynamic or redirect",
            })
    void aWrongValueStopsTheFormationAndSaysWhatIsRight(String body, String message) {
        Reading reading = Formations.readBody(body + "\n");

        assertThat(reading.formation()).isEmpty();
        assertThat(reading.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.message()).contains(message);
            assertThat(fault.line()).isEqualTo(2);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"nfs", "Demo", "a_b", "-a", "'a b'", "ä", "123", "''", "tenant:a"})
    void anIdThatWouldNotFitIntoAUrlIsRefused(String id) {
        assertThat(Formations.read("id: " + id + "\n").faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.toString()).startsWith("formation.afs:1:5: "));
    }

    @Test
    void anIdHasAtMost63Characters() {
        assertThat(Formations.read("id: " + "a".repeat(63) + "\n").formation()).isPresent();
        assertThat(Formations.read("id: " + "a".repeat(64) + "\n").formation()).isEmpty();
    }

    @Test
    void aFormationWithoutIdSaysSo() {
        assertThat(Formations.read("description: nobody\n").faults())
                .singleElement()
                .hasToString("formation.afs:1:1: the key id is missing");
    }

    @Test
    void theIdIsKnownBeforeTheSecretsAre() {
        assertThat(FormationReader.idOf(
                        FormationSource.of(Map.of("formation.afs", "description: ${{ secrets.A }}\nid: support\n"))))
                .contains("support");
        assertThat(FormationReader.idOf(FormationSource.of(Map.of("formation.afs", "id: ${{ secrets.A }}\n"))))
                .isEmpty();
        assertThat(FormationReader.idOf(FormationSource.of(Map.of("formation.afs", "id: [\n"))))
                .isEmpty();
        assertThat(FormationReader.idOf(FormationSource.of(Map.of()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "tenency: {}                       | 2:1  | tenancy",
                "inputLimits: {}                   | 2:1  | input_limits",
                "memory: {sesion_timeout: 5}       | 2:10 | memory.session_timeout",
                "memory: {buffer: {sise: 5}}       | 2:19 | memory.buffer.size",
                "memory: {persistant: {}}          | 2:10 | memory.persistent",
                "session_timeout: 5                | 2:1  | memory.session_timeout",
                "acess: {}                         | 2:1  | access",
                "Memory: {}                        | 2:1  | memory",
                "tenancy: {quux: 1}                | 2:11 | -",
            })
    void anUnknownKeyIsAWarningWithASuggestion(String body, String place, String meant) {
        Reading reading = Formations.readBody(body + "\n");

        assertThat(reading.formation()).isPresent();
        assertThat(reading.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.toString()).startsWith("formation.afs:" + place + ": ");
            assertThat(warning.message()).endsWith(meant == null ? "has no effect" : "; did you mean " + meant + "?");
        });
    }

    @Test
    void aKeyWithoutValueIsReadAsAbsentAndMentioned() {
        Reading reading = Formations.readBody("description:\nmemory:\n");

        assertThat(reading.formation()).isPresent();
        assertThat(reading.warnings()).extracting(Fault::line).containsExactly(2);
        assertThat(Formations.read("id:\n").faults()).singleElement().hasToString("formation.afs:1:1: id has no value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlord", "mcp", "skills", "scheduler", "a2a", "logging"})
    void whatIsStillToComeIsNamedOnceAndDoesNotStopTheFormation(String capability) {
        Reading reading = Formations.readBody(capability + ":\n  anything: {deep: 1}\n");

        assertThat(reading.formation()).isPresent();
        assertThat(reading.notActive())
                .singleElement()
                .hasToString("formation.afs:2:1: " + capability + " is not active yet");
    }

    @Test
    void workingMemoryHasTheRoomThatTheFormationGivesIt() {
        Reading reading = Formations.readBody("memory: {working: {max_memory_mb: 2, vector_dimension: 1536}}\n");

        assertThat(reading.formation())
                .hasValueSatisfying(formation ->
                        assertThat(formation.memory().working()).isEqualTo(new WorkingSettings(2 << 20, null)));
        assertThat(reading.notActive()).isEmpty();
        assertThat(reading.warnings())
                .singleElement()
                .asString()
                .contains("memory.working.vector_dimension has no effect");
    }

    @Test
    void aWebhookIsToldOnlyWhatIsSigned() {
        Reading unsigned = Formations.readBody("async: {webhook_url: \"https://example.org/\"}\n");
        Reading weak = Formations.readBody("async: {webhook_secret: short}\n");
        Reading malformed = Formations.readBody("async: {webhook_url: \"ftp://example.org/\"}\n");
        Reading signed = Formations.readBody(
                "async: {webhook_url: \"https://example.org/\", webhook_secret: 0123456789abcdef}\n");

        assertThat(unsigned.warnings()).singleElement().asString().contains("until async.webhook_secret is set");
        assertThat(weak.faults()).singleElement().asString().contains("at least 16 characters");
        assertThat(malformed.faults()).singleElement().asString().contains("must begin with https:// or http://");
        assertThat(signed.formation()).hasValueSatisfying(formation -> assertThat(formation.async())
                .isEqualTo(new AsyncSettings(Duration.ofSeconds(30), "https://example.org/", "0123456789abcdef"))
                .asString()
                .doesNotContain("0123456789abcdef"));
    }

    @Test
    void theSynopsisIsAsTheFormationSays() {
        Reading reading = Formations.readBody(
                """
                memory:
                  working: {max_memory_mb: auto, vector_dimension: 384, mode: local}
                  persistent:
                    user_synopsis: {enabled: false, cache_ttl: 60}
                async: {threshold_seconds: 5, webhook_url: "https://example.org/"}
                logging: {level: info}
                """);

        assertThat(reading.formation())
                .hasValueSatisfying(formation -> assertThat(formation.memory().synopsis())
                        .isEqualTo(new SynopsisSettings(false, Duration.ofMinutes(1))));
        assertThat(reading.formation())
                .hasValueSatisfying(
                        formation -> assertThat(formation.async().threshold()).isEqualTo(Duration.ofSeconds(5)));
        assertThat(reading.notActive()).extracting(Fault::message).containsExactly("logging is not active yet");
    }

    @Test
    void allFaultsAreReportedAtOnceInTheOrderOfTheFiles() {
        Reading reading = Formations.read(
                Map.of(
                        "formation.afs", "id: nfs\ntenancy:\n  max: none\nuser_credentials: none\nacces: {}\n",
                        "agents/a.afs", "id: same\nsystem_message: Hello\n",
                        "agents/b.afs", "id: same\n",
                        "groups/g.yaml", "id: [\n"),
                Map.of());

        assertThat(reading.formation()).isEmpty();
        assertThat(reading.faults())
                .extracting(fault -> fault.file() + ":" + fault.line())
                .containsExactly(
                        "formation.afs:1", "formation.afs:3", "formation.afs:4", "agents/b.afs:1", "groups/g.yaml:2");
        assertThat(reading.faults().get(3).message()).contains("agents/a.afs:1");
        assertThat(reading.warnings()).hasSize(1);
        assertThat(reading.notActive()).isEmpty();
    }

    @Test
    void agentsStandInTheFormationOrBesideIt() {
        Reading reading = Formations.read(
                Map.of(
                        "formation.afs", "id: x\nagents:\n  - assistant\n  - {id: Inline_1, name: In}\n",
                        "agents/assistant.afs",
                                "id: assistant\ndescription: d\nsystem_message: \"Hi ${{ secrets.A }}\"\n"),
                Map.of("A", "hush"));

        assertThat(reading.faults()).isEmpty();
        assertThat(reading.formation()).hasValueSatisfying(formation -> assertThat(formation.agents())
                .containsExactly(
                        new Agent("Inline_1", "In", "", "", null),
                        new Agent("assistant", "assistant", "d", "Hi ${{ secrets.A }}", null)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{id: m, type: http}                              | needs the key endpoint",
                "{id: m, type: command}                           | needs the key command",
                "{id: m, type: pipe}                              | must be command or http",
                "{id: m, command: x}                              | the key type is missing",
                "{type: command, command: x}                      | the key id is missing",
                "{id: m, type: command, command: x, args: [1]}    | args[] must be text",
                "{id: m, type: command, command: x, args: a}      | args must be a list",
                "{id: m, type: command, command: x, auth: env}    | auth must hold keys with values",
                "{id: m, type: command, command: x, timeout_seconds: 0} | whole number",
            })
    void aWrongMcpServerStopsTheFormation(String text, String message) {
        Reading reading = Formations.readMcp(text + "\n");

        assertThat(reading.formation()).isEmpty();
        assertThat(reading.faults()).singleElement().satisfies(fault -> assertThat(fault.message())
                .contains(message));
    }
}
