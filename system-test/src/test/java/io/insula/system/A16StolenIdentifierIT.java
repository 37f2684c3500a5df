package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.InsulaTenant;
import io.insula.postgres.testing.TestDatabase;
import io.insula.system.launch.TwoNodes;
import io.insula.system.launch.TwoNodes.Nodes;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Attack A16: elsewhere, linking a name that another user has moves it without a word. Here it is refused and told of. */
@ExtendWith(TwoNodes.class)
class A16StolenIdentifierIT {

    private final Door alpha;
    private final String acme = Fresh.name("acme");

    A16StolenIdentifierIT(Nodes nodes) {
        alpha = nodes.one().formation("alpha");
    }

    @Test
    void aNameOfAnotherUserIsNotMovedAndTheAttemptIsOnRecord() throws SQLException {
        InsulaTenant users = alpha.client().forTenant(acme);
        String victim = users.resolveUser("alice@example.com", true).muxiUserId();
        String thief = users.resolveUser("eve@example.com", true).muxiUserId();
        alpha.user(acme + ":alice@example.com").addMemory("I prefer green tea");

        Answer theft = alpha.asNobody("POST", "/users/identifiers")
                .tenant(acme)
                .json(Map.of("muxi_user_id", thief, "identifiers", List.of("u-1", "alice@example.com")))
                .send();

        assertThat(theft.status()).isEqualTo(409);
        assertThat(theft.code()).isEqualTo("IDENTIFIER_CONFLICT");
        assertThat(theft.body()).doesNotContain(victim);
        assertThat(users.resolveUser("alice@example.com", false).muxiUserId()).isEqualTo(victim);
        assertThat(users.getUserIdentifiers(thief)).containsExactly("eve@example.com");
        assertThat(alpha.user(acme + ":alice@example.com").getMemories().items())
                .hasSize(1);
        assertThat(recorded(theft.requestId())).isEqualTo("conflict");
    }

    private static String recorded(String requestId) throws SQLException {
        try (Connection connection =
                        TestDatabase.instance().superuserDataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select string_agg(result, ', ') from insula.audit_entry where request_id = ?")) {
            statement.setString(1, requestId);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
