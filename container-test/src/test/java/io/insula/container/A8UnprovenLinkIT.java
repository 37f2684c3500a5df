package io.insula.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.insula.identity.Identifier;
import io.insula.identity.IdentifierProofService;
import io.insula.identity.IdentifierService;
import io.insula.identity.NamedIdentifier;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import io.insula.tenant.CurrentTenant;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/**
 * Attack A8: elsewhere an identifier was linked to whoever named it, before or after its owner came. Here who speaks for
 * one user alone takes no name that its own side has not proven.
 */
class A8UnprovenLinkIT extends InContainer {

    private static final NamedIdentifier TELEGRAM = named("tg_789");
    private static final NamedIdentifier MAIL = named("victim@example.org");

    @Inject
    private Door door;

    @Inject
    private IdentifierService identifiers;

    @Inject
    private IdentifierProofService proofs;

    @Inject
    private CurrentTenant current;

    @Test
    void whoSpeaksForOneUserSaysNothingAboutNames() {
        String eve = id("proof-one", "eve");
        for (Callable<?> attempt : List.<Callable<?>>of(
                () -> identifiers.link(null, List.of(MAIL), null),
                () -> identifiers.link(eve, List.of(MAIL), null),
                () -> identifiers.unlink("victim@example.org", true),
                () -> identifiers.lookUp(MAIL.identifier()),
                () -> proofs.beginFor(eve, MAIL),
                () -> proofs.confirm("idp_code", MAIL.identifier()))) {
            assertRefused(() -> door.userAlone("proof-one", "eve", attempt), ErrorCode.FORBIDDEN);
        }
    }

    @Test
    void whoBeginsDoesNotComplete() {
        String code = begunBy("proof-two", "eve", MAIL);

        assertRefused(() -> completedBy("proof-two", "eve", code), ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(id("proof-two", "victim@example.org")).isNotEqualTo(id("proof-two", "eve"));
    }

    @Test
    void theSideOfTheNameConfirmsOnceAndOnlyItself() {
        String alice = id("proof-three", "alice");
        String code = begunBy("proof-three", "alice", TELEGRAM);

        assertRefused(() -> confirmed("proof-three", code, "tg_790"), ErrorCode.RESOURCE_NOT_FOUND);
        assertRefused(() -> confirmed("proof-four", code, "tg_789"), ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(confirmed("proof-three", code, "tg_789")).isEqualTo(alice);
        assertRefused(() -> confirmed("proof-three", code, "tg_789"), ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(id("proof-three", "tg_789")).isEqualTo(alice);
    }

    @Test
    void aCodeThatWasSentToTheNameCountsForItsUserAlone() {
        String alice = id("proof-five", "alice");
        id("proof-five", "eve");
        String code =
                door.tenant("proof-five", () -> proofs.beginFor(alice, MAIL)).code();

        assertRefused(() -> completedBy("proof-five", "eve", code), ErrorCode.RESOURCE_NOT_FOUND);
        assertRefused(() -> confirmed("proof-five", code, "victim@example.org"), ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(completedBy("proof-five", "alice", code)).isEqualTo(alice);
        assertRefused(() -> completedBy("proof-five", "alice", code), ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(id("proof-five", "victim@example.org")).isEqualTo(alice);
    }

    @Test
    void aNameThatWasClaimedBeforeItsOwnerCameIsTheOwners() {
        String eve = id("proof-six", "eve");
        String code = begunBy("proof-six", "eve", MAIL);

        String victim = id("proof-six", "victim@example.org");

        assertThat(victim).isNotEqualTo(eve);
        assertRefused(() -> confirmed("proof-six", code, "victim@example.org"), ErrorCode.IDENTIFIER_CONFLICT);
        assertThat(id("proof-six", "victim@example.org")).isEqualTo(victim);
    }

    @Test
    void neitherTheCodeNorASecretIsKeptAsItIs() {
        String code = begunBy("proof-seven", "alice", TELEGRAM);
        String alice = id("proof-seven", "alice");
        NamedIdentifier secret = NamedIdentifier.parse("The test", "key_abc123_and_more", "api_key");
        door.tenant("proof-seven", () -> identifiers.link(alice, List.of(secret), null));

        assertThat(superuser.rows("select p::text || i::text from insula.identifier_proof p join"
                        + " insula.user_identifier i using (tenant_id, formation_id, user_id)"))
                .isNotEmpty()
                .noneMatch(row -> row.contains(code) || row.contains("key_abc123_and_more"));
        assertRefused(() -> begunBy("proof-seven", "alice", secret), ErrorCode.INVALID_REQUEST);
    }

    private String begunBy(String tenant, String user, NamedIdentifier named) {
        return door.userAlone(tenant, user, () -> proofs.begin(named)).code();
    }

    private String completedBy(String tenant, String user, String code) {
        return door.userAlone(tenant, user, () -> proofs.complete(code));
    }

    private String confirmed(String tenant, String code, String identifier) {
        return door.tenant(tenant, () -> proofs.confirm(code, Identifier.parse("The test", identifier)));
    }

    private String id(String tenant, String user) {
        return door.user(tenant, user, () -> current.context().userId());
    }

    private static NamedIdentifier named(String identifier) {
        return NamedIdentifier.parse("The test", identifier, null);
    }

    private static void assertRefused(Callable<?> question, ErrorCode code) {
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(question::call)
                .extracting(PlatformException::code)
                .isEqualTo(code);
    }
}
