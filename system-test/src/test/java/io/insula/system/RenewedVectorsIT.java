package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.InsulaUser;
import io.insula.client.MemoryHit;
import io.insula.client.MemorySearch;
import io.insula.client.MemoryStats.Renewal;
import io.insula.model.testing.ModelServer;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.Patience;
import io.insula.system.wire.Fresh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A formation gets another model of vectors: what its users remember moves there, each user's for himself. */
class RenewedVectorsIT {

    private static final int MANY = 70;
    private static final String WITHIN = "schema: \"1.0.0\"\nid: alpha\ntenancy: {create: on_first_use}\n";

    private final String alice = Fresh.name("acme") + ":alice";
    private final String bob = Fresh.name("globex") + ":bob";

    @Test
    void memoriesOfAnotherModelAreRenewedForTheUserWhoComesAndForNobodyElse() throws IOException {
        Path formations = LaunchedServer.freshDirectory("renewed-formations");
        Path data = LaunchedServer.freshDirectory("renewed");
        write(formations, WITHIN);
        try (LaunchedServer before = start(formations, data)) {
            InsulaUser remembering = before.formation("alpha").user(alice);
            IntStream.range(0, MANY).forEach(i -> remembering.addMemory("Shelf " + i + " holds the lamp of the attic"));
            before.formation("alpha").user(bob).addMemory("My heliotrope stands in the hall");
        }
        try (ModelServer provider = ModelServer.start()) {
            write(
                    formations,
                    WITHIN
                            + """
                    llm:
                      settings: {max_retries: 0}
                      models: [{embedding: house/words-256, dimension: 256, base_url: "%s"}]
                    """
                                    .formatted(provider.url()));
            provider.next(new Interrupting(provider));
            try (LaunchedServer after = start(formations, data)) {
                InsulaUser asking = after.formation("alpha").user(alice);

                Renewal waiting = asking.getMemoryStats().renewal();
                assertThat(waiting).isEqualTo(new Renewal("house/words-256@256", 0, MANY, false));

                Patience.until(
                        "all memories are found again",
                        Duration.ofMinutes(2),
                        () -> found(asking, "shelf lamp attic holds").size() == MANY);

                Renewal renewed = asking.getMemoryStats().renewal();
                assertThat(renewed.renewed()).isEqualTo(MANY);
                assertThat(renewed.waiting()).isZero();
                assertThat(bodies(provider)).anyMatch(body -> body.contains("Shelf 69 holds"));
                assertThat(bodies(provider)).noneMatch(body -> body.contains("heliotrope"));
            }
        }
    }

    /** Answers as usual, but the second batch of memories fails once: the work goes on from there. */
    private static final class Interrupting implements ModelServer.Behaviour {

        private final ModelServer provider;
        private int batches;

        Interrupting(ModelServer provider) {
            this.provider = provider;
        }

        @Override
        public void answer(ModelServer.Exchange exchange) throws IOException, InterruptedException {
            batches += exchange.asked().body().contains("Shelf") ? 1 : 0;
            if (batches == 2) {
                exchange.json(503, "{}");
                return;
            }
            provider.next(this);
            exchange.asUsual();
        }
    }

    /** By meaning alone: by their words they are found whatever their vectors are. */
    private static List<String> found(InsulaUser user, String query) {
        return user.searchMemories(MemorySearch.of(query).byMeaning().limit(100)).items().stream()
                .map(MemoryHit::id)
                .distinct()
                .toList();
    }

    private static List<String> bodies(ModelServer provider) {
        return provider.asked().stream().map(ModelServer.Asked::body).toList();
    }

    private static void write(Path formations, String text) throws IOException {
        Files.writeString(Files.createDirectories(formations.resolve("alpha")).resolve("formation.afs"), text);
    }

    private static LaunchedServer start(Path formations, Path data) {
        return LaunchedServer.start(
                "renewed",
                data,
                Map.of("insula.egress.allow", "127.0.0.1", "insula.work.poll", "PT0.2S"),
                "--formations",
                formations.toString());
    }
}
