package io.insula.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.insula.connection.LocalProgram;
import io.insula.connection.RemoteServer;
import io.insula.credential.OpenedCredential;
import io.insula.formation.Formation;
import io.insula.formation.FormationReader;
import io.insula.formation.FormationSource;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a server is told, and of whom. */
class CallTargetTest {

    private static final String GITHUB =
            """
            id: github
            type: command
            command: npx
            args: ["-y", "@modelcontextprotocol/server-github"]
            auth:
              type: env
              GITHUB_PERSONAL_ACCESS_TOKEN: "${{ user.credentials.GITHUB }}"
              LEVEL: info
            """;

    private static OpenedCredential credential(String service, String name, Map<String, String> fields) {
        return new OpenedCredential("cred_" + name, service, name, 1, fields);
    }

    private static OpenedCredential token(String name, String token) {
        return credential("GitHub", name, Map.of("token", token));
    }

    private static CallTarget target(String server, String more, String name, OpenedCredential... held) {
        return target(Set.of(), server, more, name, held);
    }

    private static CallTarget target(
            Set<String> programs, String server, String more, String name, OpenedCredential... held) {
        Formation formation = FormationReader.read(
                        FormationSource.of(Map.of("formation.afs", "id: x\n" + more, "mcp/s.afs", server)),
                        secret -> Optional.of("of-the-formation"),
                        null)
                .formation()
                .orElseThrow();
        return new Granted(
                        formation,
                        Set.of(),
                        formation.mcpServers(),
                        List.of(held),
                        new ToolUseConfiguration(1, Duration.ofMinutes(1), Duration.ofMinutes(1), programs))
                .target(formation.mcpServers().get(0), name);
    }

    @Test
    void aProgramIsToldTheCallersCredentialByItsEnvironmentAlone() {
        CallTarget target = target(GITHUB, "", null, token("default", "ghp_alice"));

        assertThat(target.target()).isInstanceOfSatisfying(LocalProgram.class, program -> {
            assertThat(program.arguments()).containsExactly("-y", "@modelcontextprotocol/server-github");
            assertThat(program.environment())
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of("GITHUB_PERSONAL_ACCESS_TOKEN", "ghp_alice", "LEVEL", "info"));
        });
        assertThat(target.toString()).doesNotContain("ghp_alice");
        assertThat(target.secrets().own()).containsExactly("ghp_alice");
    }

    @Test
    void whatAServerIsToldTellsItFromEveryOther() {
        CallTarget first = target(GITHUB, "", null, token("default", "ghp_alice"));
        OpenedCredential changed =
                new OpenedCredential("cred_default", "github", "default", 2, Map.of("token", "ghp_alice"));

        assertThat(target(GITHUB, "", null, token("default", "ghp_alice")).told())
                .isEqualTo(first.told());
        assertThat(target(GITHUB, "", null, token("default", "ghp_ben")).told()).isNotEqualTo(first.told());
        assertThat(target(GITHUB, "", null, changed).told()).isNotEqualTo(first.told());
        assertThat(target(GITHUB.replace("info", "debug"), "", null, token("default", "ghp_alice"))
                        .told())
                .isNotEqualTo(first.told());
    }

    @Test
    void ofSeveralCredentialsTheNamedOneIsTakenOrTheUsualOne() {
        OpenedCredential work = token("work", "ghp_work");
        OpenedCredential usual = token("default", "ghp_usual");
        OpenedCredential home = token("home", "ghp_home");

        assertThat(target(GITHUB, "", "work", usual, work).secrets().own()).containsExactly("ghp_work");
        assertThat(target(GITHUB, "", null, work, usual).secrets().own()).containsExactly("ghp_usual");
        assertThat(target(GITHUB, "", null, work).secrets().own()).containsExactly("ghp_work");
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> target(GITHUB, "", null, work, home))
                .satisfies(
                        failure -> assertThat(failure.faults().get(0).message()).contains("work, home"));
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> target(GITHUB, "", "other", work))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_PARAMS));
    }

    @Test
    void aProgramThatTheOperatorDoesNotAdmitIsNotStarted() {
        assertThat(target(Set.of("npx"), GITHUB, "", null, token("default", "t"))
                        .target())
                .isInstanceOf(LocalProgram.class);
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> target(Set.of("uvx", "npx2"), GITHUB, "", null, token("default", "t")))
                .withMessageContaining("insula.tools.programs");
    }

    @Test
    void aMissingCredentialIsNamedAndHowToAddIt() {
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> target(GITHUB, "", null, credential("slack", "default", Map.of("token", "xoxb"))))
                .satisfies(failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.CREDENTIAL_MISSING);
                    assertThat(failure.getMessage())
                            .contains("github")
                            .contains("POST /v1/credentials {\"service\": \"github\"")
                            .doesNotContain("slack");
                });
    }

    @Test
    void theFormationSaysInItsOwnWordsHowToAddOne() {
        String redirect = "user_credentials: {mode: redirect, redirect_message: 'Ask at https://vault.example.org'}\n";

        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> target(GITHUB, redirect, null))
                .withMessageContaining("Ask at https://vault.example.org")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("POST"));
    }

    @Test
    void aFieldThatTheCredentialLacksIsMissing() {
        String server = GITHUB.replace("GITHUB }}", "GITHUB.refresh }}");

        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> target(server, "", null, token("default", "ghp_alice")))
                .withMessageContaining("with the field refresh");
    }

    @Test
    void aServerOutsideIsToldByTheHeaderThatItsKindOfAuthHas() {
        OpenedCredential login = credential("mail", "default", Map.of("username", "alice", "password", "pa ss"));

        assertThat(headers("{type: bearer, token: '${{ user.credentials.mail.password }}'}", login))
                .isEqualTo(Map.of("Authorization", "Bearer pa ss"));
        assertThat(headers(
                        "{type: basic, username: '${{ user.credentials.mail.username }}',"
                                + " password: '${{ user.credentials.mail.password }}'}",
                        login))
                .isEqualTo(Map.of("Authorization", "Basic YWxpY2U6cGEgc3M="));
        assertThat(headers("{type: api_key, key: '${{ secrets.KEY }}'}"))
                .isEqualTo(Map.of("X-API-Key", "of-the-formation"));
        assertThat(headers("{type: api_key, header: X-Mine, key: k}")).isEqualTo(Map.of("X-Mine", "k"));
        assertThat(headers("{type: none}")).isEmpty();
    }

    @Test
    void whatTheFormationPutIntoALoginIsNobodysToSee() {
        String server =
                "id: m\ntype: http\nendpoint: https://example.org/mcp\nauth: {type: basic, username: '${{ secrets.A }}',"
                        + " password: '${{ user.credentials.mail }}'}\n";
        CallTarget target = target(server, "", null, credential("mail", "default", Map.of("value", "hers-alone")));

        assertThat(target.secrets().own()).containsExactly("hers-alone");
        assertThat(target.secrets().formation()).hasSize(2);
    }

    @Test
    void aCredentialThatWouldBeginAnotherHeaderIsNotHandedOver() {
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> headers(
                        "{type: bearer, token: '${{ user.credentials.mail }}'}",
                        credential("mail", "default", Map.of("value", "x\r\nX-Evil: 1"))))
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("Evil"));
    }

    @Test
    void aHeaderIsNeverMadeOfWhatItCannotCarryAndALoginMayBe() {
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> headers(
                        "{type: api_key, key: '${{ user.credentials.mail }}'}",
                        credential("mail", "default", Map.of("value", "schlüssel"))))
                .withMessageContaining("HTTP header")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("schl"));
        assertThat(headers(
                        "{type: basic, username: a, password: '${{ user.credentials.mail }}'}",
                        credential("mail", "default", Map.of("value", "schlüssel"))))
                .isEqualTo(Map.of("Authorization", "Basic YTpzY2hsw7xzc2Vs"));
    }

    @Test
    void aProgramIsToldAKeyOfSeveralLines() {
        String key = "-----BEGIN KEY-----\nMIIE\\n\r\n-----END KEY-----\n";

        assertThat(target(GITHUB, "", null, token("default", key)).target())
                .isInstanceOfSatisfying(LocalProgram.class, program -> assertThat(program.environment())
                        .containsEntry("GITHUB_PERSONAL_ACCESS_TOKEN", key));
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> target(GITHUB, "", null, token("default", "a\0b")))
                .withMessageContaining("NUL");
    }

    private static Map<String, String> headers(String auth, OpenedCredential... held) {
        String server = "id: m\ntype: http\nendpoint: https://example.org/mcp\nauth: " + auth + "\n";
        return ((RemoteServer) target(server, "", null, held).target()).headers();
    }
}
