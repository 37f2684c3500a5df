package io.insula.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.insula.client.InsulaException.ValidationError;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** An error as it was answered, read from the MUXI envelope or from {@code application/problem+json}. */
record Refusal(
        int status,
        String code,
        String message,
        String requestId,
        List<ValidationError> validationErrors,
        Duration retryAfter) {

    static Refusal of(int status, HttpHeaders headers, JsonNode body, Clock clock) {
        JsonNode error = body.path("error").isObject() ? body.path("error") : body;
        return new Refusal(
                status,
                error.path("code").asText("HTTP_" + status),
                firstText(error, "message", "detail", "title", "The server answered with status " + status),
                headers.firstValue("X-Request-Id")
                        .orElseGet(() -> body.path("request").path("id").asText(null)),
                faults(error),
                headers.firstValue("Retry-After")
                        .map(value -> duration(value, clock))
                        .orElse(null));
    }

    /** The server's sentence, with what a reader needs to act on it. */
    String sentence() {
        StringBuilder sentence = new StringBuilder(message)
                .append(" (")
                .append(status)
                .append(' ')
                .append(code)
                .append(')');
        validationErrors.forEach(fault ->
                sentence.append("; ").append(fault.place()).append(": ").append(fault.message()));
        return sentence.toString();
    }

    private static String firstText(JsonNode node, String first, String second, String third, String otherwise) {
        for (String name : List.of(first, second, third)) {
            if (node.path(name).isTextual()) {
                return node.path(name).textValue();
            }
        }
        return otherwise;
    }

    private static List<ValidationError> faults(JsonNode error) {
        JsonNode listed = error.path("data").path("validation_errors");
        List<ValidationError> faults = new ArrayList<>();
        for (JsonNode fault : listed.isArray() ? listed : error.path("errors")) {
            faults.add(new ValidationError(
                    fault.path("field").asText(),
                    firstText(fault, "msg", "message", "detail", ""),
                    fault.path("type").asText(),
                    fault.path("file").asText(null),
                    fault.path("line").asInt(),
                    fault.path("column").asInt()));
        }
        return faults;
    }

    /** Seconds or an HTTP date, as RFC 9110 has it; anything else counts as not said. */
    private static Duration duration(String value, Clock clock) {
        try {
            if (value.chars().allMatch(Character::isDigit)) {
                return Duration.ofSeconds(Long.parseLong(value));
            }
            Duration wait =
                    Duration.between(clock.instant(), ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }
}
