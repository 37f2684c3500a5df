package io.insula.idempotency.rest;

import io.insula.input.rest.RequestBody;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The key as a request may carry it. */
final class IdempotencyKey {

    static final String HEADER = "X-Muxi-Idempotency-Key";

    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9_.:-]{1,255}");

    private IdempotencyKey() {}

    /**
     * The key, if there is one, or else the request's name; a malformed or repeated key is refused rather than left
     * without effect. What is wrong with a name, its route says.
     */
    static Optional<String> of(ContainerRequestContext request, Idempotent route) {
        List<String> sent = request.getHeaders().getOrDefault(HEADER, List.of());
        if (sent.isEmpty()) {
            return route.name().isEmpty()
                    ? Optional.empty()
                    : RequestBody.of(request)
                            .peekString(route.name())
                            .filter(name -> WELL_FORMED.matcher(name).matches());
        }
        if (sent.size() > 1) {
            throw refused("must be sent only once");
        }
        if (!WELL_FORMED.matcher(sent.get(0)).matches()) {
            throw refused("must be 1 to 255 of the characters A-Z a-z 0-9 _ . : -");
        }
        return Optional.of(sent.get(0));
    }

    private static PlatformException refused(String why) {
        return new PlatformException(ErrorCode.INVALID_REQUEST, "The header " + HEADER + " " + why);
    }
}
