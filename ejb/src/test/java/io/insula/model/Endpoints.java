package io.insula.model;

import io.insula.egress.EgressClient;
import io.insula.egress.EgressConfiguration;
import io.insula.egress.EgressPolicy;
import io.insula.formation.EmbeddingModel;
import io.insula.formation.ModelEndpoint;
import io.insula.formation.TextModel;
import io.insula.model.testing.ModelServer;
import io.insula.tenant.CurrentTenant;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/** The room as the tests use it: patient enough for a busy machine, and quick to try again. */
public final class Endpoints implements AutoCloseable {

    static final String KEY = "sk-never-to-be-seen";

    private final EgressClient client;
    private final ProviderCall calls;

    public Endpoints() {
        this(new ModelConfiguration(
                4,
                4,
                Duration.ofMinutes(1),
                Duration.ofMillis(2),
                Duration.ofSeconds(2),
                4_000_000,
                4,
                Duration.ofMinutes(10)));
    }

    Endpoints(ModelConfiguration configuration) {
        EgressConfiguration egress = EgressConfiguration.allowing("127.0.0.1");
        client = new EgressClient(new EgressPolicy(egress), egress);
        client.open();
        calls = new ProviderCall(new Guards(configuration), configuration, new CurrentTenant());
    }

    public ChatModel chat() {
        return new ChatModel(client, calls, Clock.systemUTC());
    }

    EmbeddingClient embeddings() {
        return new EmbeddingClient(client, calls, Clock.systemUTC());
    }

    public static TextModel text(ModelServer server, int retries, Duration timeout) {
        return new TextModel(endpoint(server, "house/talker", retries, timeout), 0.5, null, 100, 4000);
    }

    static TextModel text(ModelServer server) {
        return text(server, 2, Duration.ofSeconds(40));
    }

    static EmbeddingModel vectors(ModelServer server, int said) {
        return new EmbeddingModel(endpoint(server, "house/words-16", 0, Duration.ofSeconds(40)), said);
    }

    private static ModelEndpoint endpoint(ModelServer server, String label, int retries, Duration timeout) {
        String name = label.substring(label.indexOf('/') + 1);
        return new ModelEndpoint(label, name, URI.create(server.url()), KEY, timeout, retries);
    }

    @Override
    public void close() {
        client.close();
    }
}
