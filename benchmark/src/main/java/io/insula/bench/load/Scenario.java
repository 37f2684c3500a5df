package io.insula.bench.load;

import java.util.Collections;
import java.util.List;

/**
 * One thing to measure.
 *
 * @param requests one whole request for each connection
 */
record Scenario(String name, List<byte[]> requests) {

    /** The same request on so many connections. */
    static Scenario of(String name, int connections, byte[] request) {
        return new Scenario(name, Collections.nCopies(connections, request));
    }

    int connections() {
        return requests.size();
    }
}
