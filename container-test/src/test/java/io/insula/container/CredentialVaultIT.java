package io.insula.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.insula.credential.Credential;
import io.insula.credential.CredentialOpening;
import io.insula.credential.CredentialService;
import io.insula.credential.NewCredential;
import io.insula.credential.OpenedCredential;
import io.insula.credential.Secret;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept in the vault is opened for its user alone, and as it was kept; here a key seals three times. */
class CredentialVaultIT extends InContainer {

    private static final String OF_USER =
            " where user_id = (select user_id from insula.credential" + " where credential_id = ?)";

    private final String tenant = "vault-" + UUID.randomUUID();

    @Inject
    private Door door;

    @Inject
    private CredentialService credentials;

    @Inject
    private CredentialOpening opening;

    @Test
    void aCredentialIsOpenedForItsUserAlone() {
        String id = keep("ann", "git_hub", "t0ken").id();

        OpenedCredential opened = open("ann", "GIT-HUB", "slack").get(0);

        assertThat(opened.id()).isEqualTo(id);
        assertThat(opened.fields()).isEqualTo(Map.of("value", "t0ken"));
        assertThat(open("ann", "slack")).isEmpty();
        assertThat(open("ann")).isEmpty();
        assertThat(open("ben", "git_hub")).isEmpty();
        assertThat(door.<List<OpenedCredential>>user(tenant + "-2", "ann", () -> opening.open(Set.of("git_hub"))))
                .isEmpty();
    }

    @Test
    void eachReplacementHasAVersionOfItsOwn() {
        String id = keep("ann", "github", "one").id();
        long first = open("ann", "github").get(0).version();
        door.user(tenant, "ann", () -> credentials.replace(id, Secret.of("two")));
        OpenedCredential second = open("ann", "github").get(0);
        door.user(tenant, "ann", () -> {
            credentials.delete(id);
            return null;
        });
        keep("ann", "github", "three");

        assertThat(second.fields()).containsValue("two");
        assertThat(second.version()).isGreaterThan(first);
        assertThat(open("ann", "github").get(0).version()).isGreaterThan(second.version());
    }

    @Test
    void aKeyThatHasSealedEnoughGivesWayAndAllGoesOnOpening() {
        List<String> ids = IntStream.range(0, 8)
                .mapToObj(i -> keep("ann", "service-" + i, "secret-" + i).id())
                .toList();

        for (int i = 0; i < ids.size(); i++) {
            assertThat(open("ann", "service-" + i).get(0).fields()).containsValue("secret-" + i);
        }
        assertThat(Integer.parseInt(superuser
                        .rows("select generation::text from insula.vault_key" + OF_USER, ids.get(0))
                        .get(0)))
                .isGreaterThan(2);
        assertThat(superuser.rows(
                        "select distinct generation::text from insula.credential_sealed" + OF_USER, ids.get(0)))
                .hasSize(1);
    }

    @Test
    void whatChangedPlacesInTheDatabaseDoesNotOpen() {
        String one = keep("ann", "one", "secret-1").id();
        String two = keep("ann", "two", "secret-2").id();

        superuser.rows(
                "update insula.credential_sealed s set nonce = o.nonce, sealed = o.sealed"
                        + " from insula.credential_sealed o where s.credential_id = ? and o.credential_id = ?",
                one,
                two);

        assertThatThrownBy(() -> open("ann", "one")).hasStackTraceContaining("A secret does not open");
        assertThat(open("ann", "two").get(0).fields()).containsValue("secret-2");
    }

    private Credential keep(String user, String service, String secret) {
        return door.user(tenant, user, () -> credentials.create(new NewCredential(service, null, Secret.of(secret))));
    }

    private List<OpenedCredential> open(String user, String... services) {
        return door.user(tenant, user, () -> opening.open(Set.of(services)));
    }
}
