package io.insula.system.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.insula.postgres.testing.TestDatabase;
import io.insula.system.contract.Rehearsal.Thing;
import io.insula.system.launch.TwoNodes;
import io.insula.system.launch.TwoNodes.Nodes;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A node dies when a request is carried out and not answered yet: whoever sends it again with its idempotency key gets
 * the answer from another node, and nothing is done twice. Every operation that takes a key is tried.
 */
@ExtendWith(TwoNodes.class)
class LostAnswerIT {

    private static final String HEADER = "X-Muxi-Idempotency-Key";

    private final Door dying;
    private final Door living;
    private final List<Operation> operations;

    LostAnswerIT(Nodes nodes) {
        dying = nodes.one().formation("alpha");
        living = nodes.other().formation("alpha");
        operations = Operation.of(new Asking("GET", nodes.one().url() + "/openapi")
                .accepting("application/json")
                .send()
                .json());
    }

    @TestFactory
    Stream<DynamicTest> isGivenAgainAndNothingIsDoneTwice() {
        return operations.stream()
                .filter(Operation::idempotent)
                .map(operation -> dynamicTest(operation.toString(), () -> lose(operation)));
    }

    private void lose(Operation operation) throws SQLException {
        Rehearsal rehearsal = Rehearsals.of(operation);
        String key = Fresh.name("lost");
        String owner = Fresh.name("acme") + ":alice";
        String thing = rehearsal.thing() == Thing.SESSION
                ? dying.user(owner).createSession().id()
                : "none";
        dying.user(owner).addMemory(Rehearsals.WORDS);
        Function<Door, Asking> request =
                door -> rehearsal.askProperly(door, operation, thing, owner).header(HEADER, key);
        Answer first = request.apply(dying).send();
        assertThat(first.status()).as(first.body()).isEqualTo(rehearsal.success());

        forgetTheAnswer(key);
        Answer again = request.apply(living).send();

        assertThat(again.status()).as(again.body()).isEqualTo(first.status());
        assertThat(told(again)).isEqualTo(told(first));
        assertThat(path(again)).isEqualTo(path(first));
        assertThat(changesOf(first)).isPositive();
        assertThat(changesOf(again)).isZero();
        assertThat(request.apply(dying).send().header("Idempotency-Replayed")).isEqualTo("true");
    }

    /** What an answer rests on is not kept with a turn, so it is told only once. */
    private static JsonNode told(Answer answer) {
        ObjectNode data = (ObjectNode) answer.data("");
        return data.without(List.of("sources", "request_id"));
    }

    private static String path(Answer answer) {
        return answer.header("Location").replaceFirst("^http://[^/]+", "");
    }

    /** Leaves what a node leaves that dies between the commit and the answer. */
    private static void forgetTheAnswer(String key) throws SQLException {
        assertThat(run("delete from insula.idempotency_answer where key = ? returning 1", key))
                .isOne();
        assertThat(run(
                        "update insula.idempotency set state = 'open', lease_until = now() - interval '1 second'"
                                + " where key = ? and acted_on is not null returning 1",
                        key))
                .isOne();
    }

    private static int changesOf(Answer answer) throws SQLException {
        return run("select 1 from insula.audit_entry where request_id = ?", answer.requestId());
    }

    /** How many rows a statement returns. */
    private static int run(String sql, String parameter) throws SQLException {
        try (Connection connection =
                        TestDatabase.instance().superuserDataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet rows = statement.executeQuery()) {
                int count = 0;
                while (rows.next()) {
                    count++;
                }
                return count;
            }
        }
    }
}
