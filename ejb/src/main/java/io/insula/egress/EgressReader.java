package io.insula.egress;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads an answer while it arrives.
 *
 * @param <T> what it makes of it
 */
@FunctionalInterface
public interface EgressReader<T> {

    /**
     * Reads as much of the body as it needs; the connection is given back only if that was all of it, and closed
     * otherwise.
     *
     * @param head status and headers, without text
     * @param body fails with {@link EgressException} where the limits end or the caller has gone
     */
    T read(EgressAnswer head, InputStream body) throws IOException;
}
