package io.insula.access.browser;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A login that a browser began and did not finish yet. The browser keeps it under a seal that only the state opens, which
 * went to the identity provider: whoever comes back needs both.
 *
 * @param provider the name of its settings
 * @param target where to go in the end
 */
record LoginUnderWay(String provider, String nonce, String verifier, String target, Instant end) {

    private static final String BETWEEN = "\n";
    private static final int PARTS = 5;

    String text() {
        return String.join(BETWEEN, provider, nonce, verifier, target, end.toString());
    }

    static Optional<LoginUnderWay> of(String text) {
        String[] parts = text.split(BETWEEN, -1);
        try {
            return parts.length == PARTS
                    ? Optional.of(new LoginUnderWay(parts[0], parts[1], parts[2], parts[3], Instant.parse(parts[4])))
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "LoginUnderWay[" + provider + "]";
    }
}
