package io.insula.kernel.rest;

import jakarta.json.JsonObjectBuilder;
import java.util.Locale;

/** An error as RFC 9457 describes it. */
public final class Problem {

    public static final String MEDIA_TYPE = "application/problem+json";

    private Problem() {}

    static String of(Failure failure, String requestId) {
        ErrorStatus status = ErrorStatus.of(failure.code());
        String code = failure.code().name();
        JsonObjectBuilder problem = Failure.JSON
                .createObjectBuilder()
                .add(
                        "type",
                        "urn:insula:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-'))
                .add("title", status.title())
                .add("status", status.status())
                .add("detail", failure.message())
                .add("instance", "urn:insula:request:" + requestId)
                .add("code", code);
        if (!failure.faults().isEmpty()) {
            problem.add("errors", failure.faultsAsJson());
        }
        return problem.build().toString();
    }
}
