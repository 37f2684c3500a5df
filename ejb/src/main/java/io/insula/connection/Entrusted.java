package io.insula.connection;

import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What a call rests on that may be taken back while it waits or while its connection stands.
 *
 * @param endings {@link ToolConnections#endings} as it was before any of this was read
 * @param credentials the user's, in which version
 * @param declared whether the formation still says the same of the server, as far as this node knows
 */
public record Entrusted(long endings, List<Version> credentials, BooleanSupplier declared) {

    public Entrusted {
        credentials = List.copyOf(credentials);
    }

    /** A credential as it was told; a version never returns. */
    public record Version(String credential, long version) {}
}
