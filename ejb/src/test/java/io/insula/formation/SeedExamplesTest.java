package io.insula.formation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples of the documents that this platform implements, each read or refused as promised. */
class SeedExamplesTest {

    private static final String URL = "postgresql://app:s3cr3t-pa55@127.0.0.1/insula";

    @Test
    void theMinimalSetupLoadsWithASecretThatNamesTheServersDatabase() {
        Reading reading = Formations.read(
                """
                # formation.afs
                schema: "1.0.0"
                id: multi-tenant-bot

                memory:
                  persistent:
                    connection_string: "${{ secrets.POSTGRES_URL }}"
                """,
                Map.of("POSTGRES_URL", URL));

        assertThat(reading.faults()).isEmpty();
        assertThat(reading.warnings()).isEmpty();
        assertThat(reading.formation()).map(Formation::id).contains("multi-tenant-bot");
    }

    @Test
    void theMultiUserSetupLoadsThoughItsReferenceStandsWithoutQuotes() {
        Reading reading = Formations.readBody(
                """
                memory:
                  persistent:
                    enabled: true
                    provider: postgresql
                    connection_string: ${{ secrets.POSTGRES_URI }}
                    user_isolation: true
                """,
                Map.of("POSTGRES_URI", URL));

        assertThat(reading.faults()).isEmpty();
        assertThat(reading.notActive()).isEmpty();
        assertThat(reading.formation()).isPresent();
    }

    @Test
    void theSessionTimeoutIsRead() {
        assertThat(Formations.readBody("memory:\n  session_timeout: 3600 # 1 hour\n")
                        .formation())
                .hasValueSatisfying(formation ->
                        assertThat(formation.memory().sessionTimeout()).hasHours(1));
    }

    @Test
    void theConnectionStringOfAnotherDatabaseIsRefusedAndItsPasswordNotRepeated() {
        Reading reading = Formations.readBody(
                """
                memory:
                  persistent:
                    connection_string: "postgres://user:pass@localhost:5432/muxi"
                """);

        assertThat(reading.formation()).isEmpty();
        assertThat(reading.faults()).singleElement().satisfies(fault -> assertThat(fault)
                .hasToString("formation.afs:4:24: memory.persistent.connection_string names another database than the"
                        + " server's, and a database of its own for a formation is not active yet: remove the key to"
                        + " use the server's"));
        assertThat(reading.warnings()).singleElement().satisfies(warning -> assertThat(warning.message())
                .contains("clear text")
                .doesNotContain("pass@"));
    }

    @Test
    void theToolGetsTheCallersOwnCredential() {
        Reading reading = Formations.readMcp(
                """
                # mcp/github.afs
                schema: "1.0.0"
                id: github
                type: command
                command: npx
                args: ["-y", "@modelcontextprotocol/server-github"]
                auth:
                  type: env
                  GITHUB_TOKEN: "${{ user.credentials.GITHUB }}"
                """);

        assertThat(reading.faults()).isEmpty();
        assertThat(reading.formation()).hasValueSatisfying(formation -> {
            McpServer github = formation.mcpServers().get(0);
            assertThat(github.arguments()).containsExactly("-y", "@modelcontextprotocol/server-github");
            assertThat(github.access().references()).containsExactly(new CredentialReference("github", ""));
            assertThat(github.access().values().get("GITHUB_TOKEN").resolve(reference -> "ghp_alice"))
                    .isEqualTo("ghp_alice");
            assertThat(github.toString()).doesNotContain("GITHUB_TOKEN");
        });
    }

    @Test
    void workingMemoryIsIndexedByAServer() {
        Reading reading = Formations.readBody(
                """
                memory:
                  working:
                    mode: "remote"
                    remote:
                      url: "tcp://faissx.internal:8000"
                      api_key: "${{ secrets.FAISSX_API_KEY }}"
                      tenant: "${{ secrets.FAISSX_TENANT_ID }}"
                """,
                Map.of("FAISSX_API_KEY", "k", "FAISSX_TENANT_ID", "t"));

        assertThat(reading.faults()).isEmpty();
        RemoteSettings remote =
                reading.formation().orElseThrow().memory().working().index().orElseThrow();
        assertThat(remote).isEqualTo(new RemoteSettings(URI.create("tcp://faissx.internal:8000"), "k", "t"));
        assertThat(remote.toString()).doesNotContain("k,").doesNotContain("t]");
    }

    @Test
    void rolesAreReadAsTheyStand() {
        Reading reading = Formations.readBody(
                """
                access:
                  roles:
                    admin: [manage, chat, configure]
                    user:
                      - chat
                  assignments:
                    admin:
                      - user:alice
                    user:
                      - "*" # Everyone
                """);

        assertThat(reading.formation().orElseThrow().access().roles()).hasSize(2);
    }

    @Test
    void theSharedFormationWithoutAgentsOfItsOwnTakesThemFromTheDirectory() {
        Reading reading = Formations.read(
                Map.of(
                        "formation.afs",
                        "schema: \"1.0.0\"\nid: support-bot\n# Default agent in agents/support.afs\nagents: []\n",
                        "agents/support.afs",
                        "id: support\n"),
                Map.of());

        assertThat(reading.formation()).hasValueSatisfying(formation -> assertThat(formation.agents())
                .containsExactly(new Agent("support", "support", "", "", null)));
    }

    @Test
    void aLimitPerTenantHoldsWhileThePoolItselfIsTheServers() {
        Reading reading = Formations.readBody(
                """
                memory:
                  persistent:
                    provider: postgresql
                    pool:
                      min_connections: 5
                      max_connections: 20
                      per_tenant_limit: 5
                """);

        assertThat(reading.formation())
                .hasValueSatisfying(formation ->
                        assertThat(formation.memory().connectionsPerTenant()).isEqualTo(5));
        assertThat(reading.notActive()).extracting(Fault::line).containsExactly(6, 7);
    }
}
