package io.insula.egress;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What came back.
 *
 * @param status as the other side said it; a redirect is an answer like any other and is never followed
 * @param headers by their names in lower case, the first of each
 * @param text the body as UTF-8; empty while it is still to be read
 */
public record EgressAnswer(int status, Map<String, String> headers, String text) {

    public EgressAnswer {
        headers = Map.copyOf(headers);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Whether the status is one of the 200s. */
    public boolean succeeded() {
        return status / 100 == 2;
    }

    EgressAnswer withText(String read) {
        return new EgressAnswer(status, headers, read);
    }
}
