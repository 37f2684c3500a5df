package io.insula.formation;

import java.util.Optional;

/**
 * How much of what a user stated lately is kept in mind.
 *
 * @param mostBytes of one user, words and vectors together
 * @param remote the server that indexes it; null where it is indexed nowhere
 */
public record WorkingSettings(long mostBytes, RemoteSettings remote) {

    static final long AUTOMATIC_MEGABYTES = 8;

    static long bytes(String megabytes) {
        return ("auto".equals(megabytes) ? AUTOMATIC_MEGABYTES : Long.parseLong(megabytes)) << 20;
    }

    /** The server that indexes working memory, if the mode is remote. */
    public Optional<RemoteSettings> index() {
        return Optional.ofNullable(remote);
    }
}
