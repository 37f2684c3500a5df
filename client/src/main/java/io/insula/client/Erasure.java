package io.insula.client;

import java.util.Map;

/** What was erased of a user: how many rows of which table, and how many were counted after, which is none. */
public record Erasure(String userId, Map<String, Long> erased, long remaining) {

    public Erasure {
        erased = Map.copyOf(erased);
    }
}
