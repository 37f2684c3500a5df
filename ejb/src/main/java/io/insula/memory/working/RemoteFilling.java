package io.insula.memory.working;

import io.insula.formation.FormationRegistry;
import io.insula.formation.RemoteSettings;
import io.insula.memory.working.RemoteTransactions.Part;
import io.insula.memory.working.RemoteTransactions.Standing;
import io.insula.tenant.CurrentTenant;
import io.insula.work.WorkHandler;
import io.insula.work.WorkItem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Adds to a user's index outside what it lacks, part by part, on behalf of that user. What has been noted as added counts;
 * whatever breaks it off, the next goes on there. It is not tried again by itself: the user's next question asks for it.
 */
@ApplicationScoped
public class RemoteFilling implements WorkHandler {

    static final String KIND = "memory.working";

    @Inject
    CurrentTenant current;

    @Inject
    FormationRegistry formations;

    @Inject
    RemoteIndex index;

    @Inject
    RemoteRest rest;

    @Inject
    RemoteTransactions transactions;

    @Inject
    RemoteConfiguration configuration;

    @Inject
    Clock clock;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void handle(WorkItem item) {
        RemoteSettings server = formations
                .get(current.context().formation())
                .memory()
                .working()
                .index()
                .orElse(null);
        if (server == null || rest.isResting(server)) {
            return;
        }
        // Read before the index is held, so that it is let go before others may take hold of it.
        Instant end = clock.instant()
                .plus(RemoteTransactions.STRETCH)
                .minus(configuration.timeout().multipliedBy(3));
        String model = model(item);
        Standing held = transactions.hold(model).orElse(null);
        if (held == null) {
            return;
        }
        try {
            fill(item, server, model, held, end);
        } catch (RemoteFailure failed) {
            if (failed.isRefusal() && held.held() > 0) {
                transactions.giveUp(held.indexId());
            }
            rest.failed(server, failed);
        }
        transactions.letGo(held.indexId());
    }

    private void fill(WorkItem item, RemoteSettings server, String model, Standing begun, Instant end) {
        Standing standing = begun;
        while (!item.isLost() && clock.instant().isBefore(end)) {
            Part part = transactions.newer(model, standing.upTo());
            if (part.upTo() == standing.upTo()) {
                return;
            }
            if (!part.newer().isEmpty()) {
                add(server, standing, part);
            }
            int held = standing.held() + part.newer().size();
            standing = new Standing(standing.indexId(), part.upTo(), held);
            if (!transactions.filled(
                    standing.indexId(), standing.upTo(), part.newer().size())) {
                // Its user is gone, and the index is on its way out already.
                return;
            }
        }
    }

    private void add(RemoteSettings server, Standing standing, Part part) {
        if (standing.held() == 0) {
            index.begin(
                    server, standing.indexId(), part.newer().get(0).meaning().dimension());
        }
        OptionalLong total = index.add(server, standing.indexId(), part.newer());
        if (total.isPresent()
                && total.getAsLong() < standing.held() + part.newer().size()) {
            throw RemoteFailure.refusal("to keep what it was given");
        }
    }

    private static String model(WorkItem item) {
        try (JsonReader reader = Json.createReader(new StringReader(item.payload()))) {
            return reader.readObject().getString("model");
        }
    }
}
