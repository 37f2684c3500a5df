package io.insula.formation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferenceTest {

    private static final String ADMIN = "fma_0123456789abcdef01234567";
    private static final String CLIENT = "fmc_0123456789abcdef01234567";

    @Test
    void keysAreResolvedInMemoryAndShownByNothing() {
        Reading reading = Formations.readBody(
                """
                server:
                  api_keys:
                    admin_key: "${{ secrets.ADMIN }}"
                    client_key: 'fmc_${{secrets.REST}}'
                """,
                Map.of("ADMIN", ADMIN, "REST", CLIENT.substring(4)));

        assertThat(reading.faults()).isEmpty();
        assertThat(reading.formation()).hasValueSatisfying(formation -> {
            assertThat(formation.keys().adminKey()).contains(ADMIN);
            assertThat(formation.keys().clientKey()).contains(CLIENT);
            assertThat(formation.keys()).hasToString("FormationKeys[adminKey=hidden, clientKey=hidden]");
        });
        assertThat(reading.toString()).doesNotContain("0123456789");
    }

    @Test
    void aSecretThatDoesNotOpenIsMissedOnlyWhereItIsReferredTo() {
        SecretSource kept = name -> {
            if (name.equals("BROKEN")) {
                throw new UnopenedSecretException(name);
            }
            return Optional.empty();
        };
        SecretSource all = SecretSource.of(
                kept, name -> Optional.of("what a file says of " + name), Optional.empty(), name -> Optional.empty());

        assertThat(readWith(all, "${{ secrets.OTHER }}").faults()).isEmpty();
        assertThat(readWith(all, "${{ secrets.BROKEN }}").faults())
                .extracting(Fault::toString)
                .containsExactly("formation.afs:2:26: the secret BROKEN is kept with the platform and does not open on"
                        + " this node: replace it");
    }

    @Test
    void twoKeysThatAreMissingAreNotTheSameKey() {
        Reading reading = Formations.readBody(
                "server: {api_keys: {admin_key: \"${{ secrets.A }}\", client_key: \"${{ secrets.C }}\"}}\n");

        assertThat(reading.faults()).hasSize(2).allMatch(fault -> fault.message()
                .contains("is missing"));
    }

    private static Reading readWith(SecretSource secrets, String hook) {
        return FormationReader.read(
                ServerGround.source("id: test\nasync: {webhook_secret: \"" + hook + "\"}\n"),
                secrets,
                Formations.SERVER);
    }

    @Test
    void everyMissingSecretIsNamedWithItsLine() {
        Reading reading = Formations.readBody(
                """
                description: |
                  First line
                  mentions ${{ secrets.ONE }} and ${{ secrets.TWO }}
                server:
                  api_keys:
                    admin_key: ${{ secrets.ADMIN }}
                logging:
                  sinks: [{token: "Bearer ${{ secrets.THREE }}"}]
                """);

        assertThat(reading.formation()).isEmpty();
        assertThat(reading.faults())
                .extracting(fault -> fault.line() + ":" + fault.column() + " "
                        + fault.message().split(" is ", 2)[0])
                .containsExactly(
                        "4:12 the secret ONE", "4:35 the secret TWO", "7:16 the secret ADMIN", "9:27 the secret THREE");
        assertThat(reading.faults().get(0).message())
                .contains("secrets.properties")
                .contains("insula.secrets.<formation>.ONE");
    }

    @Test
    void aBlankSecretIsAMissingOne() {
        assertThat(Formations.readBody("description: ${{ secrets.A }}\n", Map.of("A", " "))
                        .faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("secret A is missing"));
    }

    @Test
    void whatASecretContainsIsNotResolvedAgain() {
        Reading reading = Formations.readBody(
                "server:\n  api_keys:\n    admin_key: ${{ secrets.A }}\n",
                Map.of("A", "${{secrets.B}}-0123456789-$1-\\1", "B", "b"));

        assertThat(reading.formation())
                .hasValueSatisfying(formation ->
                        assertThat(formation.keys().adminKey()).contains("${{secrets.B}}-0123456789-$1-\\1"));
    }

    @Test
    void textsThatAreShownKeepTheirReferences() {
        Reading reading = Formations.readBody("description: for ${{ secrets.CUSTOMER }}\n", Map.of("CUSTOMER", "hush"));

        assertThat(reading.formation()).map(Formation::description).contains("for ${{ secrets.CUSTOMER }}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${{ secrets.A",
                "${{ secrets. A }}",
                "${{ secrets.A-B }}",
                "${{ secret.A }}",
                "${{ SECRETS.A }}",
                "${{ }}",
                "${{ secrets.A }",
                "${{ user.credential.A }}",
                "${{ env.HOME }}",
                "${{ ${{ secrets.A }} }}"
            })
    void aMalformedReferenceIsAFaultAtItsPlace(String reference) {
        Reading reading = Formations.readBody("description: 'xy " + reference + "'\n", Map.of("A", "a"));

        assertThat(reading.faults()).first().satisfies(fault -> assertThat(fault.toString())
                .startsWith("formation.afs:2:18: a reference is written ${{ secrets.NAME }}"));
    }

    @Test
    void aUsersCredentialsCanStandOnlyInTheAuthOfATool() {
        assertThat(Formations.readBody("description: ${{ user.credentials.GITHUB }}\n")
                        .faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("only in the auth of a file in mcp/"));
        assertThat(Formations.readMcp("id: m\ntype: command\ncommand: x\nargs: ['${{ user.credentials.A }}']\n")
                        .faults())
                .hasSize(1);
        assertThat(Formations.readMcp(
                                "id: m\ntype: command\ncommand: x\nauth: {type: env, A: '${{ user.credentials.A }}'}\n")
                        .faults())
                .isEmpty();
    }

    @Test
    void aNumberOrAnIdIsWrittenOutAndNotASecret() {
        Reading reading = Formations.read(
                "id: ${{ secrets.ID }}\ntenancy:\n  max: ${{ secrets.MAX }}\n", Map.of("ID", "hush", "MAX", "5"));

        assertThat(reading.faults()).hasSize(2).allSatisfy(fault -> assertThat(fault.message())
                .contains("a secret cannot stand here")
                .doesNotContain("hush"));
    }

    @Test
    void shortKeysAreRefusedAndNotRepeated() {
        Reading reading = Formations.readBody(
                "server:\n  api_keys:\n    admin_key: ${{ secrets.A }}\n    client_key: ${{ secrets.C }}\n",
                Map.of("A", "tooshort-hush", "C", "long enough but with spaces hush"));

        assertThat(reading.formation()).isEmpty();
        assertThat(reading.faults()).extracting(Fault::line).containsExactly(4, 5);
        assertThat(reading.toString()).doesNotContain("hush");
    }

    @Test
    void anAdministratorsKeyIsNotAClientsKey() {
        Reading reading = Formations.readBody(
                "server:\n  api_keys:\n    admin_key: ${{ secrets.A }}\n    client_key: ${{ secrets.C }}\n",
                Map.of("A", ADMIN, "C", ADMIN));

        assertThat(reading.faults()).singleElement().satisfies(fault -> assertThat(fault.toString())
                .startsWith("formation.afs:5:17: server.api_keys.client_key is the same")
                .doesNotContain(ADMIN));
    }

    @Test
    void aKeyInClearTextIsUsedButMentioned() {
        Reading reading = Formations.readBody("server:\n  api_keys:\n    client_key: " + CLIENT + "\n");

        assertThat(reading.formation()).isPresent();
        assertThat(reading.warnings()).singleElement().satisfies(warning -> assertThat(warning.message())
                .contains("clear text")
                .doesNotContain(CLIENT));
    }
}
