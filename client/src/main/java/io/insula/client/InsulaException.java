package io.insula.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The server refused, or could not be reached. It holds what the server said and nothing that the caller sent: no key,
 * no content, no query.
 */
public class InsulaException extends RuntimeException {

    /** The code when no server answered. */
    public static final String UNREACHABLE = "UNREACHABLE";

    /** The code when something answered that does not speak this protocol. */
    public static final String INVALID_ANSWER = "INVALID_ANSWER";

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String requestId;
    private final transient List<ValidationError> validationErrors;
    private final Duration retryAfter;

    /**
     * What is wrong with one field of the input.
     *
     * @param file of a formation, where one is at fault; else null
     * @param line counted from 1; 0 without a file, as is {@code column}
     */
    public record ValidationError(String field, String message, String type, String file, int line, int column) {

        /** A fault of the field as a whole. */
        public ValidationError(String field, String message, String type) {
            this(field, message, type, null, 0, 0);
        }

        String place() {
            return file == null ? field : file + ':' + line + ':' + column;
        }
    }

    InsulaException(Refusal refusal) {
        super(refusal.sentence());
        status = refusal.status();
        code = refusal.code();
        requestId = refusal.requestId();
        validationErrors = List.copyOf(refusal.validationErrors());
        retryAfter = refusal.retryAfter();
    }

    InsulaException(String code, String message, Throwable cause) {
        super(message, cause);
        status = 0;
        this.code = code;
        requestId = null;
        validationErrors = List.of();
        retryAfter = null;
    }

    /** The HTTP status; 0 when no server answered. */
    public int status() {
        return status;
    }

    /** The server's word for the fact, such as {@code RESOURCE_NOT_FOUND}. */
    public String code() {
        return code;
    }

    /** What to tell whoever runs the server; null when no server answered. */
    public String requestId() {
        return requestId;
    }

    /** The fields at fault; empty unless the status is 422. */
    public List<ValidationError> validationErrors() {
        return validationErrors == null ? List.of() : validationErrors;
    }

    /** How long to wait before trying again, where the server said so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
