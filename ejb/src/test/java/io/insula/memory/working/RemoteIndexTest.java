package io.insula.memory.working;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.insula.egress.EgressConfiguration;
import io.insula.egress.EgressPolicy;
import io.insula.egress.FrameClient;
import io.insula.embedding.Meaning;
import io.insula.formation.RemoteSettings;
import io.insula.memory.working.RemoteTransactions.Numbered;
import io.insula.memory.working.testing.IndexServer;
import io.insula.memory.working.testing.IndexServer.Asked;
import io.insula.memory.working.testing.Packed;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The protocol, spoken with a real server over real sockets; and a server of bad will. */
class RemoteIndexTest {

    private static final String NAME = "ab12";
    private static final Meaning EAST = new Meaning("model", new float[] {1, 0});
    private static final Meaning NORTH = new Meaning("model", new float[] {0, 1});

    private IndexServer server = IndexServer.start();
    private final FrameClient client = client("127.0.0.0/8");
    private final RemoteIndex index = new RemoteIndex(client, configuration(Duration.ofSeconds(5)));

    @AfterEach
    void closeBoth() {
        client.close();
        server.close();
    }

    @Test
    void whatIsNearIsProposedByItsNumber() {
        fill();

        assertThat(index.search(settings(), NAME, NORTH, 1)).containsExactly(8L);
        assertThat(index.search(settings(), NAME, EAST, 2)).containsExactly(7L, 8L);
        assertThat(server.asked().get(3)).isEqualTo(new Asked("search", NAME, "key", "tenant", List.of()));
    }

    @Test
    void anAdditionSaysHowManyThereAre() {
        fill();

        assertThat(index.add(settings(), NAME, List.of(new Numbered(9, EAST)))).isEqualTo(OptionalLong.of(3));
    }

    @Test
    void anIndexBeginsEmptyEvenIfThereWasOne() {
        fill();

        index.begin(settings(), NAME, 2);

        assertThat(server.indexes()).isEqualTo(Map.of(NAME, List.of()));
    }

    @Test
    void whatIsDeletedIsGoneAndMayBeDeletedAgain() {
        fill();

        index.delete(settings(), NAME);
        index.delete(settings(), NAME);

        assertThat(server.indexes()).isEmpty();
        assertThatExceptionOfType(RemoteFailure.class)
                .isThrownBy(() -> index.search(settings(), NAME, EAST, 1))
                .satisfies(failure -> assertThat(failure.isRefusal()).isTrue());
    }

    @Test
    void aDeletionThatTheServerRefusesIsNone() {
        fill();
        server.next(answer -> Packed.frame(Map.of("success", false, "error", "Invalid API key")));

        assertThatExceptionOfType(RemoteFailure.class).isThrownBy(() -> index.delete(settings(), NAME));
    }

    @Test
    void whatTheServerSaysIsNotRepeatedInTheFailure() {
        fill();
        server.next(answer -> Packed.frame(Map.of("success", false, "error", "You said: I am ill")));
        server.next(answer -> "I am ill".getBytes(StandardCharsets.UTF_8));

        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(RemoteFailure.class)
                    .isThrownBy(() -> index.search(settings(), NAME, EAST, 1))
                    .withMessageNotContaining("ill")
                    .withMessageNotContaining("key");
        }
    }

    @Test
    void aHugeAnswerIsNotTakenIn() {
        fill();
        server.searches(answer -> new byte[(1 << 20) + 1]);

        assertThatExceptionOfType(RemoteFailure.class)
                .isThrownBy(() -> impatient().search(settings(), NAME, EAST, 1));
        server.searches(answer -> answer);
        assertThat(index.search(settings(), NAME, EAST, 1)).containsExactly(7L);
    }

    @Test
    void aServerThatFallsSilentIsGivenUpAndOneThatComesBackIsUsedAgain() {
        server.close();
        server = IndexServer.startForGood();
        fill();
        server.next(answer -> null);
        assertThatExceptionOfType(RemoteFailure.class)
                .isThrownBy(() -> impatient().search(settings(), NAME, EAST, 1));
        int port = server.port();
        server.close();
        assertThatExceptionOfType(RemoteFailure.class)
                .isThrownBy(() -> impatient().search(settings(port), NAME, EAST, 1))
                .withMessageContaining("gave no answer");

        server = IndexServer.start(port);

        assertThatExceptionOfType(RemoteFailure.class)
                .isThrownBy(() -> index.search(settings(), NAME, EAST, 1))
                .satisfies(failure -> assertThat(failure.isRefusal()).isTrue());
        fill();
        assertThat(index.search(settings(), NAME, EAST, 1)).containsExactly(7L);
    }

    @Test
    void nothingIsSaidToAnAddressThatTheOperatorHasNotAllowed() {
        try (FrameClient strict = client("none")) {
            assertThatExceptionOfType(RemoteFailure.class)
                    .isThrownBy(() ->
                            new RemoteIndex(strict, configuration(Duration.ofSeconds(5))).delete(settings(), NAME))
                    .withMessageContaining("insula.egress.allow");
        }
        assertThat(server.asked()).isEmpty();
    }

    private void fill() {
        index.begin(settings(), NAME, 2);
        index.add(settings(), NAME, List.of(new Numbered(7, EAST), new Numbered(8, NORTH)));
    }

    private RemoteIndex impatient() {
        return new RemoteIndex(client, configuration(Duration.ofMillis(300)));
    }

    private RemoteSettings settings() {
        return settings(server.port());
    }

    private static RemoteSettings settings(int port) {
        return new RemoteSettings(URI.create("tcp://127.0.0.1:" + port), "key", "tenant");
    }

    private static RemoteConfiguration configuration(Duration timeout) {
        return new RemoteConfiguration(timeout, 1 << 20, 64, Duration.ofSeconds(1));
    }

    private static FrameClient client(String allow) {
        EgressConfiguration configuration = EgressConfiguration.allowing(allow);
        return new FrameClient(new EgressPolicy(configuration), configuration);
    }
}
