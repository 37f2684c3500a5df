package io.insula.access.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.insula.access.BoundTenant;
import io.insula.access.KeyBinding;
import io.insula.access.VerifiedKey;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.KeyKind;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.tenant.Epochs;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nobody hands on more than they have. */
class KeyGrantTest {

    private static final BoundTenant ACME = new BoundTenant("tnt_1", "acme", true);
    private static final BoundTenant GLOBEX = new BoundTenant("tnt_2", "globex", true);
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static final KeyBinding OF_ACME = new KeyBinding(ACME, null, null, null);
    private static final KeyBinding SCOPED =
            new KeyBinding(null, null, Set.of(Permission.MANAGE_KEYS, Permission.MEMORY), null);

    @Test
    void aFormationsAdministratorHandsOnEverything() {
        assertGranted(KeyBinding.NONE, KeyKind.ADMIN, KeyBinding.NONE);
        assertGranted(KeyBinding.NONE, KeyKind.CLIENT, OF_ACME);
    }

    @Test
    void aTenantsAdministratorStaysWithinTheTenant() {
        assertGranted(OF_ACME, KeyKind.CLIENT, OF_ACME);
        assertGranted(OF_ACME, KeyKind.CLIENT, new KeyBinding(ACME, "usr_1", Set.of(Permission.CHAT), null));
        assertRefused(OF_ACME, KeyKind.CLIENT, KeyBinding.NONE);
        assertRefused(OF_ACME, KeyKind.ADMIN, new KeyBinding(GLOBEX, null, null, null));
    }

    /** The user's roles may grant what concerns the formation as a whole. */
    @Test
    void whoHoldsLessThanTheFormationMakesNoKeyForAllThatAUsersRolesGrant() {
        KeyBinding alice = new KeyBinding(ACME, "usr_1", null, null);

        assertRefused(OF_ACME, KeyKind.CLIENT, alice);
        assertRefused(SCOPED, KeyKind.CLIENT, alice);
        assertGranted(KeyBinding.NONE, KeyKind.CLIENT, alice);
        assertThat(grant(OF_ACME, null).scopes(null, true))
                .contains(Permission.CHAT, Permission.MEMORY)
                .doesNotContain(Permission.DEPLOY, Permission.MANAGE_USERS, Permission.LINK_IDENTIFIERS);
        assertThat(grant(OF_ACME, null).scopes(null, false)).isNull();
        assertThat(grant(KeyBinding.NONE, null).scopes(null, true)).isNull();
    }

    @Test
    void aScopedKeyHandsOnItsScopesAlone() {
        assertGranted(SCOPED, KeyKind.CLIENT, new KeyBinding(null, null, Set.of(Permission.MEMORY), null));
        assertRefused(SCOPED, KeyKind.CLIENT, new KeyBinding(null, null, Set.of(Permission.CHAT), null));
        assertRefused(SCOPED, KeyKind.CLIENT, KeyBinding.NONE);
        assertRefused(SCOPED, KeyKind.ADMIN, KeyBinding.NONE);
    }

    @Test
    void aKeyOfAPathHandsOnWhatLiesBelow() {
        KeyBinding reports = new KeyBinding(null, null, null, "/reports");

        assertGranted(reports, KeyKind.CLIENT, new KeyBinding(null, null, null, "/reports/2026"));
        assertRefused(reports, KeyKind.CLIENT, new KeyBinding(null, null, null, "/reports-of-others"));
        assertRefused(reports, KeyKind.CLIENT, KeyBinding.NONE);
        assertThat(grant(reports, null).workspacePrefix(null)).isEqualTo("/reports");
    }

    @Test
    void aKeyThatEndsMakesNoneThatEndsLater() {
        KeyGrant ending = grant(KeyBinding.NONE, NOON);

        assertThat(ending.end(null)).isEqualTo(NOON);
        assertThat(ending.end(NOON.minusSeconds(1))).isEqualTo(NOON.minusSeconds(1));
        assertThat(ending.earlier(NOON.plusSeconds(1))).isEqualTo(NOON);
        assertThat(grant(KeyBinding.NONE, null).earlier(NOON)).isEqualTo(NOON);
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> ending.end(NOON.plusSeconds(1)))
                .matches(refused -> refused.code() == ErrorCode.INVALID_PARAMS);
    }

    @Test
    void aTenantsAdministratorNamesNoOtherTenant() {
        NewKey elsewhere = new NewKey("client", null, "globex", null, null, null, null);

        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> grant(OF_ACME, null).confined(elsewhere))
                .matches(refused -> refused.code() == ErrorCode.FORBIDDEN);
        assertThat(grant(OF_ACME, null)
                        .confined(new NewKey("client", null, null, null, null, null, null))
                        .tenant())
                .isEqualTo("acme");
    }

    @Test
    void whoIsBoundToATenantOrUserHasNothingThatReachesFarther() {
        assertThat(OF_ACME.permissions(KeyKind.ADMIN))
                .contains(Permission.MANAGE_KEYS)
                .doesNotContain(Permission.MANAGE_TENANTS, Permission.VIEW_FORMATION);
        assertThat(new KeyBinding(ACME, "usr_1", null, null).permissions(KeyKind.ADMIN))
                .doesNotContain(Permission.MANAGE_KEYS);
    }

    private static void assertGranted(KeyBinding own, KeyKind kind, KeyBinding wanted) {
        assertThatCode(() -> grant(own, null).requireHandOn(kind, wanted)).doesNotThrowAnyException();
    }

    private static void assertRefused(KeyBinding own, KeyKind kind, KeyBinding wanted) {
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> grant(own, null).requireHandOn(kind, wanted))
                .matches(refused -> refused.code() == ErrorCode.FORBIDDEN);
    }

    private static KeyGrant grant(KeyBinding own, Instant end) {
        return new KeyGrant(new VerifiedKey(
                "alpha", "key_1", KeyKind.ADMIN, "00", own, own.permissions(KeyKind.ADMIN), end, new Epochs(0, 0)));
    }
}
