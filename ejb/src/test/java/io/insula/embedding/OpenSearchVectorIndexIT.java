package io.insula.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.egress.EgressClient;
import io.insula.egress.EgressConfiguration;
import io.insula.egress.EgressPolicy;
import io.insula.embedding.VectorIndex.Held;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same promises as any index's, kept by a real OpenSearch; only with {@code -Popensearch}. */
@Tag("opensearch")
class OpenSearchVectorIndexIT extends VectorIndexContract {

    private static OpenSearchProcess process;
    private static EgressClient client;

    @BeforeAll
    static void start() throws Exception {
        process = OpenSearchProcess.start();
        EgressConfiguration configuration = EgressConfiguration.allowing("127.0.0.1:" + process.port());
        client = new EgressClient(new EgressPolicy(configuration), configuration);
        client.open();
    }

    @AfterAll
    static void stop() {
        client.close();
        process.close();
    }

    @Override
    VectorIndex open() {
        return new OpenSearchVectorIndex(new OpenSearchCalls(client, process.address(), ""));
    }

    @Override
    void close(VectorIndex used) {
        EVERYBODY.forEach(used::forget);
    }

    @Test
    void anotherNodeFindsWhatThisOneTook() {
        open().take(ALICE, List.of(entry("mem_1", 1, 0, "tea")), 4);

        assertThat(open().held(ALICE)).isEqualTo(new Held(4, 4));
        assertThat(open().propose(ALICE, ask(1, 0))).containsExactly("mem_1");
    }

    @Test
    void whatIsOutOfReachHoldsAndProposesNothing() {
        VectorIndex silent =
                new OpenSearchVectorIndex(new OpenSearchCalls(client, "http://127.0.0.1:" + process.port() + "/x", ""));

        silent.take(ALICE, List.of(entry("mem_1", 1, 0, "tea")), 4);

        assertThat(silent.held(ALICE)).isEqualTo(Held.NOTHING);
        assertThat(silent.propose(ALICE, ask(1, 0, "tea"))).isEmpty();
    }
}
