package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.InsulaTenant;
import io.insula.client.UserIdentifier;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Attack A12: elsewhere whoever belongs to two tenants acted in either. Here the tenant that is named is the only one. */
@ExtendWith(SharedServer.class)
class A12ActiveTenantIT {

    private static final String EMAIL = "alice@example.com";

    private final Door alpha;
    private final String acme = Fresh.name("acme");
    private final String globex = Fresh.name("globex");
    private final InsulaTenant ofAcme;
    private final InsulaTenant ofGlobex;

    A12ActiveTenantIT(LaunchedServer server) {
        alpha = server.formation("alpha");
        ofAcme = alpha.client().forTenant(acme);
        ofGlobex = alpha.client().forTenant(globex);
    }

    @Test
    void whoIsInTwoTenantsIsAUserOfEachAndSeesTheActiveOne() {
        alpha.user(acme + ":" + EMAIL).addMemory("At work I prefer green tea");
        alpha.user(globex + ":" + EMAIL).addMemory("At home I prefer coffee");

        assertThat(alpha.user(acme + ":" + EMAIL).getMemories().items()).hasSize(1);
        assertThat(alpha.user(acme + ":" + EMAIL).chat("What do I prefer?").response())
                .contains("green tea")
                .doesNotContain("coffee");
        assertThat(ofAcme.getUser(EMAIL).muxiUserId())
                .isNotEqualTo(ofGlobex.getUser(EMAIL).muxiUserId());
    }

    @Test
    void aPublicIdOfOneTenantIsNobodyInTheOther() {
        String atGlobex = ofGlobex.resolveUser(EMAIL, true).muxiUserId();
        ofAcme.resolveUser(EMAIL, true);

        Answer foreign = alpha.as(acme + ":" + atGlobex, "GET", "/memories").send();
        Answer absent =
                alpha.as(acme + ":" + Fresh.absentId("usr"), "GET", "/memories").send();

        assertThat(foreign.likeness()).startsWith("403").isEqualTo(absent.likeness());
    }

    @Test
    void aNameThatIsLinkedInOneTenantIsFreeInTheOther() {
        String atAcme = ofAcme.associateUserIdentifiers(
                        List.of(UserIdentifier.of(EMAIL), UserIdentifier.of("U1", "slack")), null)
                .muxiUserId();
        String atGlobex = ofGlobex.associateUserIdentifiers(
                        List.of(UserIdentifier.of(EMAIL), UserIdentifier.of("U2", "slack")), null)
                .muxiUserId();

        ofGlobex.unlinkUserIdentifier(EMAIL, false);

        assertThat(ofAcme.getUserIdentifiers(atAcme)).containsExactlyInAnyOrder(EMAIL, "U1");
        assertThat(ofGlobex.getUserIdentifiers(atGlobex)).containsExactly("U2");
    }
}
