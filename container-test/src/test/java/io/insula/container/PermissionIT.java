package io.insula.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.insula.chat.AnswerListener;
import io.insula.chat.ChatService;
import io.insula.chat.SessionService;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PageRequest;
import io.insula.kernel.PlatformException;
import io.insula.memory.MemoryFilter;
import io.insula.memory.MemoryService;
import io.insula.memory.MemoryTransactions;
import io.insula.tenant.TenantService;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** No service does anything for a caller who may not ask for it. */
class PermissionIT extends InContainer {

    private static final PageRequest PAGE = new PageRequest(10, 0, null);

    @Inject
    private Door door;

    @Inject
    private MemoryService memories;

    @Inject
    private MemoryTransactions memoryTransactions;

    @Inject
    private SessionService sessions;

    @Inject
    private ChatService chat;

    @Inject
    private TenantService tenants;

    @Test
    void nobodyIsServedAnything() {
        for (Callable<?> question : List.<Callable<?>>of(
                () -> memories.list(MemoryFilter.NONE, PAGE),
                () -> memories.get("mem_ann"),
                () -> memoryTransactions.search(null, null, null),
                () -> sessions.list(PAGE),
                () -> sessions.create(),
                () -> chat.chat(null, AnswerListener.NONE),
                () -> tenants.list(PAGE),
                () -> tenants.suspend("acme"))) {
            assertRefused(question, ErrorCode.UNAUTHORIZED);
        }
    }

    @Test
    void aClientKeyChatsAndRemembersButManagesNoTenants() {
        door.user("permission", "u", () -> {
            assertThat(sessions.list(PAGE).items()).isEmpty();
            assertThat(memories.list(MemoryFilter.NONE, PAGE).items()).isEmpty();
            assertRefused(() -> tenants.list(PAGE), ErrorCode.FORBIDDEN);
            assertRefused(() -> tenants.create("more"), ErrorCode.FORBIDDEN);
            assertRefused(() -> tenants.suspend("permission"), ErrorCode.FORBIDDEN);
            return null;
        });
        assertThat(superuser.rows("select status from insula.membership where slug = 'permission'"))
                .containsExactly("active");
    }

    @Test
    void anAdministratorManagesTenantsButChatsForNobody() {
        door.administrator(() -> {
            assertThat(tenants.list(PAGE).items()).isNotEmpty();
            assertRefused(() -> sessions.list(PAGE), ErrorCode.FORBIDDEN);
            assertRefused(() -> sessions.create(), ErrorCode.FORBIDDEN);
            return null;
        });
    }

    @Test
    void aKeyOfTheOtherKindIsNoKey() {
        assertRefused(() -> door.userWith("fma_wrong", "acme", "u", () -> null), ErrorCode.UNAUTHORIZED);
    }

    private static void assertRefused(Callable<?> question, ErrorCode code) {
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(question::call)
                .extracting(PlatformException::code)
                .isEqualTo(code);
    }
}
