package io.insula.identity.rest;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What was erased of a user.
 *
 * @param erased how many rows of which table
 * @param remaining how many rows were counted after; always 0, or the erasure would have failed
 */
public record Erasure(String userId, @Schema(implementation = Object.class) Map<String, Long> erased, long remaining) {

    public Erasure {
        erased = Map.copyOf(erased);
    }
}
