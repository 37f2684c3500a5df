package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.Audit;
import io.insula.client.AuditFault;
import io.insula.client.AuditHead;
import io.insula.client.InsulaUser;
import io.insula.postgres.testing.TestDatabase;
import io.insula.system.launch.Patience;
import io.insula.system.launch.TwoNodes;
import io.insula.system.launch.TwoNodes.Nodes;
import io.insula.system.wire.Fresh;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two nodes write and seal one trail; what a superuser does to it, either finds. */
@ExtendWith(TwoNodes.class)
class AuditOnTwoNodesIT {

    private static final Duration SEALED_WITHIN = Duration.ofSeconds(30);

    private final String tenant = Fresh.name("acme");
    private final InsulaUser alice;
    private final InsulaUser aliceOnTheOther;
    private final Audit trail;
    private final Audit trailOnTheOther;

    AuditOnTwoNodesIT(Nodes nodes) {
        alice = nodes.one().formation("alpha").user(tenant + ":alice");
        aliceOnTheOther = nodes.other().formation("alpha").user(tenant + ":alice");
        trail = nodes.one().formation("alpha").client().audit(tenant);
        trailOnTheOther = nodes.other().formation("alpha").client().audit(tenant);
    }

    @Test
    void whatBothWroteAndSealedIsOneChainThatShowsWhenItIsTouched() throws SQLException {
        for (int i = 0; i < 5; i++) {
            alice.addMemory("My lucky number is " + i);
            aliceOnTheOther.addMemory("My shoe size is " + i);
        }
        Patience.until("the seal", SEALED_WITHIN, () -> trail.head().unsealed() == 0);
        AuditHead head = trailOnTheOther.head();
        assertThat(trail.verify(head.export()).faults()).isEmpty();
        assertThat(trailOnTheOther.verify(head.export()).faults()).isEmpty();
        String id = alice.addMemory("I prefer green tea").id();
        Patience.until("the next seal", SEALED_WITHIN, () -> trail.head().unsealed() == 0);

        asSuperuser("update insula.audit_entry set user_id = 'usr_somebody' where resource_id = ?", id);

        assertThat(trailOnTheOther.verify().faults())
                .extracting(AuditFault::kind)
                .containsExactly("changed");
        asSuperuser("delete from insula.audit_entry where resource_id = ?", id);
        assertThat(trail.verify().faults()).extracting(AuditFault::kind).containsExactly("missing");
        assertThat(trail.verify().valid()).isFalse();
    }

    private static void asSuperuser(String sql, String id) throws SQLException {
        try (Connection connection =
                        TestDatabase.instance().superuserDataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, id);
            assertThat(statement.executeUpdate()).isOne();
        }
    }
}
