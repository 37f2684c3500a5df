package io.insula.formation;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.formation.McpAccess.Auth;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file of {@code mcp/} may say, and what would leak or never work. */
class McpServerReadingTest {

    @Test
    void aServerIsReachedWhereAndWithWhatTheFileSays() {
        Reading reading = Formations.read(
                Map.of(
                        "formation.afs", "id: x\n",
                        "mcp/search.afs",
                                """
                                id: search
                                type: http
                                endpoint: "https://${{ secrets.HOST }}/mcp"
                                timeout_seconds: 5
                                auth:
                                  type: api_key
                                  header: X-Search
                                  key: "${{ secrets.PREFIX }}-${{ user.credentials.SEARCH_ENGINE.key }}"
                                """),
                Map.of("HOST", "example.org", "PREFIX", "hush ${{ user.credentials.OTHER }}"));

        assertThat(reading.faults()).isEmpty();
        McpServer server = reading.formation().orElseThrow().mcpServers().get(0);
        assertThat(server.endpoint()).isEqualTo("https://${{ secrets.HOST }}/mcp");
        assertThat(server.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(server.access().address()).isEqualTo(URI.create("https://example.org/mcp"));
        assertThat(server.access().auth()).isEqualTo(Auth.API_KEY);
        assertThat(server.access().references()).containsExactly(new CredentialReference("search-engine", "key"));
        assertThat(server.access().values().get("key").resolve(reference -> "${{ secrets.HOST }}"))
                .isEqualTo("hush ${{ user.credentials.OTHER }}-${{ secrets.HOST }}");
        assertThat(server.access().secrets()).containsExactly("hush ${{ user.credentials.OTHER }}", "example.org");
        assertThat(server.toString()).doesNotContain("hush").doesNotContain("example.org");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: command                                                   | needs the key command",
                "type: http                                                      | needs the key endpoint",
                "{type: http, endpoint: 'ftp://x/'}                              | must begin with https:// or http://",
                "{type: command, command: x, auth: {A: b}}                       | auth.type must be env, bearer",
                "{type: command, command: x, auth: {type: bearer, token: t}}     | must be env or none",
                "{type: http, endpoint: 'https://x/', auth: {type: env, A: b}}   | must be bearer, basic, api_key or none",
                "{type: http, endpoint: 'https://x/', auth: {type: bearer}}      | needs the key auth.token",
                "{type: http, endpoint: 'https://x/', auth: {type: api_key, key: k, header: Host}} | auth.header must be",
                "{type: command, command: x, args: ['${{ secrets.A }}']}         | can be read by other processes",
                "{type: command, command: '${{ user.credentials.A }}'}           | can be read by other processes",
                "{type: command, command: x, auth: {type: env, A-B: c}}          | is no environment variable",
                "{type: command, command: x, auth: {type: env, A: '${{ secrets.NONE }}'}} | the secret NONE is missing",
                "{type: command, command: x, auth: {type: env, A: '${{ user.B }}'}} | a reference is written",
            })
    void whatCannotWorkOrWouldLeakIsRefusedOnce(String file, String message) {
        String text = file.startsWith("{") ? file.replaceFirst("\\{", "{id: m, ") : "id: m\n" + file;

        assertThat(Formations.readMcp(text + "\n").faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains(message));
    }

    @Test
    void whatHasNoEffectIsTold() {
        assertThat(Formations.readMcp("{id: m, type: http, endpoint: 'https://x/', auth: {type: none, token: t}}\n")
                        .warnings())
                .extracting(Fault::message)
                .isEqualTo(List.of("auth.token has no effect with auth of type none"));
    }
}
