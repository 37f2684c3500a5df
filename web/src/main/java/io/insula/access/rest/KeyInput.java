package io.insula.access.rest;

import io.insula.access.key.NewKey;
import io.insula.input.rest.JsonInput;
import java.time.Duration;

/** The bodies of requests about keys. */
final class KeyInput {

    static final String KIND = "kind";
    static final String NAME = "name";
    static final String TENANT = "tenant";
    static final String USER_ID = "user_id";
    static final String SCOPES = "scopes";
    static final String WORKSPACE_PREFIX = "workspace_prefix";
    static final String EXPIRES_AT = "expires_at";
    static final String OVERLAP = "overlap_seconds";

    private static final int LONGEST_USER_ID = 10_000;
    private static final int LONGEST_PATH = 1_024;
    private static final int MOST_SCOPES = 50;
    private static final int LONGEST_OVERLAP = (int) Duration.ofDays(30).toSeconds();
    private static final int USUAL_OVERLAP = (int) Duration.ofHours(1).toSeconds();

    private KeyInput() {}

    static NewKey key(JsonInput input) {
        NewKey wanted = new NewKey(
                input.requiredString(KIND, JsonInput.SHORT),
                input.string(NAME),
                input.string(TENANT),
                input.optionalString(USER_ID, LONGEST_USER_ID),
                input.isSent(SCOPES) ? input.strings(SCOPES, MOST_SCOPES) : null,
                input.optionalString(WORKSPACE_PREFIX, LONGEST_PATH),
                input.instant(EXPIRES_AT));
        input.rejectUnknown(KIND, NAME, TENANT, USER_ID, SCOPES, WORKSPACE_PREFIX, EXPIRES_AT)
                .check();
        return wanted;
    }

    /** For how long the key before stays good. */
    static Duration overlap(JsonInput input) {
        Integer seconds = input.integer(OVERLAP, 0, LONGEST_OVERLAP);
        input.rejectUnknown(OVERLAP).check();
        return Duration.ofSeconds(seconds == null ? USUAL_OVERLAP : seconds);
    }
}
