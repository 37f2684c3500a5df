package io.insula.model;

import io.insula.egress.EgressAnswer;
import io.insula.egress.EgressException;
import io.insula.model.ProviderException.Kind;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a provider's status, or the lack of one, means. */
final class ProviderStatus {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private ProviderStatus() {}

    /** Throws unless the provider has done what it was asked for. */
    static void check(EgressAnswer head, Clock clock) {
        if (head.succeeded()) {
            return;
        }
        Duration wait =
                head.header("retry-after").flatMap(text -> wait(text, clock)).orElse(null);
        throw switch (head.status()) {
            case 401, 403 -> ProviderException.unusable("The model's provider does not accept the formation's key");
            case 404 -> ProviderException.unusable("The model's provider does not know the model or the address");
            case 429 -> new ProviderException(Kind.THROTTLED, "The model's provider asks for fewer calls", wait);
            case 408, 500, 502, 503, 504, 529 ->
                new ProviderException(Kind.DOWN, "The model's provider is not available", wait);
            default -> ProviderException.unusable("The model's provider refused the call with status " + head.status());
        };
    }

    /** What a call that did not come to its end means. */
    static ProviderException of(EgressException failure) {
        return switch (failure.reason()) {
            case REFUSED ->
                ProviderException.unusable("The address of the model's provider is not one that this server may call");
            case UNREACHABLE -> new ProviderException(Kind.DOWN, "The model's provider cannot be reached");
            case CUT -> new ProviderException(Kind.DOWN, "The answer of the model's provider broke off");
            case TIMEOUT -> new ProviderException(Kind.SLOW, "The model's provider takes too long");
            case TOO_LARGE -> ProviderException.unusable("The answer of the model's provider is too large");
            case CANCELLED -> new ProviderException(Kind.GONE, "Nobody waits for the answer any more");
        };
    }

    /** Seconds or a date, as RFC 9110 has it; what is neither says nothing. */
    private static Optional<Duration> wait(String text, Clock clock) {
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(text))));
        }
        try {
            ZonedDateTime until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(bounded(Duration.between(clock.instant(), until.toInstant())));
        } catch (DateTimeException neither) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
