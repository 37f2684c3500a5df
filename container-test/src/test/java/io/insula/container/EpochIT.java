package io.insula.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.insula.access.KeyStore;
import io.insula.chat.ChatSession;
import io.insula.chat.SessionService;
import io.insula.identity.ErasureService;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.KeyKind;
import io.insula.kernel.PageRequest;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.kernel.PublicId;
import io.insula.tenant.TenantContext;
import io.insula.tenant.TenantService;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What changes while requests are served holds at their very next transaction, however warm the caches are. */
class EpochIT extends InContainer {

    private static final PageRequest PAGE = new PageRequest(10, 0, null);

    @Inject
    private Door door;

    @Inject
    private SessionService sessions;

    @Inject
    private TenantService tenants;

    @Inject
    private KeyStore keys;

    @Inject
    private ErasureService erasure;

    @Test
    void aSuspendedTenantIsShutOutAtItsNextRequestAndLetInWhenResumed() {
        door.user("epoch-one", "u", () -> sessions.create());
        suspend("epoch-one");
        assertRefused(() -> door.user("epoch-one", "u", () -> sessions.list(PAGE)), ErrorCode.FORBIDDEN);
        assertRefused(() -> door.user("epoch-one", "new", () -> sessions.list(PAGE)), ErrorCode.FORBIDDEN);
        door.administrator(() -> tenants.resume("epoch-one"));
        assertThat(door.user("epoch-one", "u", () -> sessions.list(PAGE)).items())
                .hasSize(1);
    }

    @Test
    void aSuspendedTenantIsShutOutInTheMiddleOfARequest() {
        door.user("epoch-two", "u", () -> {
            sessions.create();
            suspend("epoch-two");
            assertRefused(() -> sessions.list(PAGE), ErrorCode.FORBIDDEN);
            assertRefused(() -> sessions.create(), ErrorCode.FORBIDDEN);
            return null;
        });
        assertThat(superuser.rows("select 1 from insula.chat_session s join insula.membership m"
                        + " using (tenant_id, formation_id) where m.slug = 'epoch-two'"))
                .hasSize(1);
    }

    @Test
    void aRequestThatHasBegunIsNotGoneOnWithAsANewUser() {
        door.user("epoch-seven", "u", () -> {
            sessions.create();
            door.user("epoch-seven", "u", () -> erasure.erase());
            assertRefused(() -> sessions.list(PAGE), ErrorCode.SERVICE_UNAVAILABLE);
            assertRefused(() -> sessions.create(), ErrorCode.SERVICE_UNAVAILABLE);
            return null;
        });
    }

    @Test
    void aRequestThatHasNotBegunIsTheNewUsersFromItsFirstTransactionOn() {
        door.user("epoch-eight", "u", () -> sessions.create());
        door.user("epoch-eight", "u", () -> {
            door.user("epoch-eight", "u", () -> erasure.erase());
            assertThat(sessions.list(PAGE).items()).isEmpty();
            ChatSession own = sessions.create();
            assertThat(sessions.list(PAGE).items()).extracting(ChatSession::id).containsExactly(own.id());
            return null;
        });
        assertThat(door.user("epoch-eight", "u", () -> sessions.list(PAGE)).items())
                .hasSize(1);
    }

    @Test
    void theNeighboursOfASuspendedTenantAreServedOn() {
        door.user("epoch-three", "u", () -> {
            ChatSession own = sessions.create();
            door.user("epoch-four", "u", () -> sessions.create());
            suspend("epoch-four");
            assertThat(sessions.list(PAGE).items()).extracting(ChatSession::id).containsExactly(own.id());
            return null;
        });
    }

    @Test
    void aChangeThatConcernsOthersLetsTheRequestGoOn() {
        door.user("epoch-five", "u", () -> {
            ChatSession own = sessions.create();
            String tenant = superuser
                    .rows("select tenant_id from insula.tenant where slug = ?", "epoch-five")
                    .get(0);
            for (String changed : new String[] {tenant, null, tenant}) {
                superuser.rows(
                        "insert into insula.epoch (tenant_id, formation_id, value) values (coalesce(?, ''), 'alpha', 1)"
                                + " on conflict (tenant_id, formation_id) do update set value = epoch.value + 1"
                                + " returning value::text",
                        changed);
                assertThat(sessions.list(PAGE).items())
                        .extracting(ChatSession::id)
                        .containsExactly(own.id());
                assertThat(sessions.get(own.id())).isNotNull();
            }
            return null;
        });
    }

    @Test
    void aRevokedKeyIsRefusedAtTheNextTransaction() {
        String first = renewedKey();
        door.userWith(first, "epoch-six", "u", () -> {
            sessions.create();
            String second = renewedKey();
            assertRefused(() -> sessions.list(PAGE), ErrorCode.UNAUTHORIZED);
            assertRefused(
                    () -> door.userWith(first, "epoch-six", "u", () -> sessions.list(PAGE)), ErrorCode.UNAUTHORIZED);
            assertThat(door.userWith(second, "epoch-six", "u", () -> sessions.list(PAGE))
                            .items())
                    .hasSize(1);
            return null;
        });
    }

    private void suspend(String slug) {
        assertThat(door.administrator(() -> tenants.suspend(slug)).status()).isEqualTo("suspended");
    }

    /** Gives the formation gamma a new client key; the one before dies of it. */
    private String renewedKey() {
        String key = PublicId.next("fmc");
        TenantContext server = new TenantContext(
                "gamma", null, null, null, null, null, "server", Set.of(Permission.values()), PublicId.next("req"));
        keys.keep(server, KeyKind.CLIENT, key);
        return key;
    }

    private static void assertRefused(Callable<?> question, ErrorCode code) {
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(question::call)
                .extracting(PlatformException::code)
                .isEqualTo(code);
    }
}
