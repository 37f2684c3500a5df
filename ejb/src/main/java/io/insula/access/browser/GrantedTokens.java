package io.insula.access.browser;

import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.Optional;

/**
 * What an identity provider gives for a code, and later for a refresh token.
 *
 * @param identity who it is; empty where a renewal says nothing new of it
 * @param access about which the provider can be asked
 * @param refresh for which there are new ones; empty where the provider gives none
 * @param good for how long they are
 */
record GrantedTokens(Optional<SignedJWT> identity, String access, Optional<String> refresh, Duration good) {

    private static final String BETWEEN = "\n";

    /** What is kept of them, to be sealed. */
    String text() {
        return access + BETWEEN + refresh.orElse("");
    }

    /** The same with the refresh token of before, where the provider left that as it is. */
    GrantedTokens orRefresh(Optional<String> before) {
        return new GrantedTokens(identity, access, refresh.or(() -> before), good);
    }

    /** What was kept. */
    record Kept(String access, Optional<String> refresh) {

        static Optional<Kept> of(String text) {
            String[] parts = text.split(BETWEEN, -1);
            return parts.length == 2
                    ? Optional.of(new Kept(parts[0], Optional.of(parts[1]).filter(each -> !each.isEmpty())))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return "Kept[hidden]";
        }
    }

    @Override
    public String toString() {
        return "GrantedTokens[hidden]";
    }
}
