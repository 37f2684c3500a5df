package io.insula.memory.working;

import io.insula.egress.EgressException;
import io.insula.egress.FrameClient;
import io.insula.embedding.Meaning;
import io.insula.formation.RemoteSettings;
import io.insula.memory.working.RemoteTransactions.Numbered;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalLong;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/**
 * Speaks with a FAISSx server: one map in one frame, and one back. Such a server keeps nobody apart and cannot delete a
 * single vector, so nothing here is more than a proposal, and an index is a user's own and goes as a whole. Every method
 * fails with {@link RemoteFailure}; none is called inside a transaction.
 */
@ApplicationScoped
class RemoteIndex {

    /** By the inner product, under numbers of our own. */
    private static final String KIND = "IDMap2:IP";

    private final FrameClient client;
    private final RemoteConfiguration configuration;

    /** What the container's proxy is made with. */
    RemoteIndex() {
        this(null, null);
    }

    @Inject
    RemoteIndex(FrameClient client, RemoteConfiguration configuration) {
        this.client = client;
        this.configuration = configuration;
    }

    /** Makes an index, empty even if there was one. */
    void begin(RemoteSettings server, String indexId, int dimension) {
        delete(server, indexId);
        done(ask(server, "create_index", 3, 0, map -> {
            map.packString("index_id").packString(indexId);
            map.packString("dimension").packInt(dimension);
            map.packString("index_type").packString(KIND);
        }));
    }

    /** Adds to an index; returns how many it holds then, if the server says so. */
    OptionalLong add(RemoteSettings server, String indexId, List<Numbered> newer) {
        return done(ask(server, "add_with_ids", 3, 0, map -> {
                    map.packString("index_id").packString(indexId);
                    map.packString("vectors").packArrayHeader(newer.size());
                    for (Numbered each : newer) {
                        pack(map, each.meaning());
                    }
                    map.packString("ids").packArrayHeader(newer.size());
                    for (Numbered each : newer) {
                        map.packLong(each.number());
                    }
                }))
                .total();
    }

    /** Up to so many numbers that may be near. Whose they are nobody has checked yet. */
    List<Long> search(RemoteSettings server, String indexId, Meaning query, int most) {
        return done(ask(server, "search", 3, most, map -> {
                    map.packString("index_id").packString(indexId);
                    map.packString("query_vectors").packArrayHeader(1);
                    pack(map, query);
                    map.packString("k").packInt(most);
                }))
                .numbers();
    }

    /** Deletes an index; that there is none is as good. */
    void delete(RemoteSettings server, String indexId) {
        Asked deleted = ask(
                server, "delete_index", 1, 0, map -> map.packString("index_id").packString(indexId));
        if (!deleted.reply().missing()) {
            done(deleted);
        }
    }

    private record Asked(String action, RemoteReply reply) {}

    private static RemoteReply done(Asked asked) {
        if (!asked.reply().success()) {
            throw RemoteFailure.refusal(asked.action());
        }
        return asked.reply();
    }

    private Asked ask(RemoteSettings server, String action, int entries, int most, Body body) {
        byte[] question = question(server, action, entries, body);
        try {
            byte[] answer = client.ask(server.url(), question, configuration.limits());
            return new Asked(action, RemoteReply.read(answer, most));
        } catch (EgressException e) {
            throw RemoteFailure.unreached(e.getMessage(), e);
        }
    }

    private static byte[] question(RemoteSettings server, String action, int entries, Body body) {
        try (MessageBufferPacker map = MessagePack.newDefaultBufferPacker()) {
            boolean tenant = !server.tenant().isEmpty();
            map.packMapHeader(entries + (tenant ? 3 : 2));
            map.packString("action").packString(action);
            map.packString("api_key").packString(server.apiKey());
            if (tenant) {
                map.packString("tenant_id").packString(server.tenant());
            }
            body.pack(map);
            return map.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pack(MessageBufferPacker map, Meaning meaning) throws IOException {
        float[] vector = meaning.vector();
        map.packArrayHeader(vector.length);
        for (float component : vector) {
            map.packFloat(component);
        }
    }

    @FunctionalInterface
    private interface Body {
        void pack(MessageBufferPacker map) throws IOException;
    }
}
