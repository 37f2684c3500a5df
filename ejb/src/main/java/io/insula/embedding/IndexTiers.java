package io.insula.embedding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.insula.egress.EgressClient;
import io.insula.embedding.VectorIndex.Owner;
import io.insula.tenant.Gate;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Which way a user's texts are searched, by size: few are compared one by one, many are looked up in an index of their
 * tenant on this node, and those of a formation of very many users in one that all nodes share, if there is one.
 */
@ApplicationScoped
public class IndexTiers {

    /** A formation crosses the line once; until that is noticed the smaller way serves it as well. */
    private static final Duration CROWD_KNOWN_FOR = Duration.ofMinutes(10);

    private static final int MOST_FORMATIONS = 10_000;

    @Inject
    IndexConfiguration configuration;

    @Inject
    LuceneVectorIndex local;

    @Inject
    EgressClient egress;

    @Inject
    Gate gate;

    private Cache<String, Boolean> crowded;
    private VectorIndex distributed;

    @PostConstruct
    void open() {
        crowded = Caffeine.newBuilder()
                .maximumSize(MOST_FORMATIONS)
                .expireAfterWrite(CROWD_KNOWN_FOR)
                .build();
        if (!configuration.opensearch().equals(IndexConfiguration.NONE)) {
            distributed =
                    new OpenSearchVectorIndex(new OpenSearchCalls(egress, configuration.opensearch(), credentials()));
        }
    }

    /** Whether a user with so many texts is searched by comparing each. */
    public boolean comparesAll(long texts) {
        return texts <= configuration.fromMemories();
    }

    /** The index for the texts of a user with many. Asks the database at times, in a transaction of its own. */
    public VectorIndex of(Owner owner) {
        return distributed != null && isCrowded(owner.formation()) ? distributed : local;
    }

    /** Drops everything of the owner, here and where all nodes look. */
    public void forget(Owner owner) {
        local.forget(owner);
        if (distributed != null) {
            distributed.forget(owner);
        }
    }

    private boolean isCrowded(String formation) {
        return crowded.get(formation, unknown -> gate.isCrowded(unknown, configuration.fromUsers()));
    }

    private String credentials() {
        if (configuration.opensearchCredentials().equals(IndexConfiguration.NONE)) {
            return "";
        }
        try {
            return Files.readString(Path.of(configuration.opensearchCredentials()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "The file that " + IndexConfiguration.OPENSEARCH_CREDENTIALS.name() + " names cannot be read",
                    unreadable);
        }
    }
}
