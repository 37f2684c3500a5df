package io.insula.bench;

import io.insula.embedding.Embedder;
import io.insula.embedding.Meaning;
import io.insula.kernel.KeyKind;
import io.insula.kernel.rest.Accepts;
import io.insula.memory.MemoryFilter;
import io.insula.memory.MemoryQuery;
import io.insula.memory.MemoryTransactions;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The two halves of a search: with the meaning of the query at hand, and the making of that meaning alone. */
@ApplicationScoped
@Path("/bench/meaning")
@Produces(MediaType.APPLICATION_JSON)
public class ReadyMeaningResource {

    private static final String QUERY = "What do I drink in the morning?";
    private static final int HITS = 10;
    private static final MemoryQuery HYBRID =
            new MemoryQuery(QUERY, MemoryQuery.Mode.HYBRID, HITS, null, MemoryFilter.NONE, null);

    @Inject
    Embedder embedder;

    @Inject
    MemoryTransactions memories;

    private Meaning ready;

    @PostConstruct
    void embedOnce() {
        ready = new Meaning(embedder.model(), embedder.embed(QUERY));
    }

    /** Searches for a meaning that was made long ago. */
    @GET
    @Path("search")
    @Accepts(KeyKind.CLIENT)
    public String search() {
        return "{\"hits\":" + memories.search(HYBRID, ready.model(), ready).size() + "}";
    }

    /** Makes the meaning and searches for nothing. */
    @GET
    @Path("made")
    @Accepts(KeyKind.CLIENT)
    public String make() {
        return "{\"dimension\":" + embedder.embed(QUERY).length + "}";
    }
}
