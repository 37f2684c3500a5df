package io.insula.kernel;

import jakarta.ejb.ApplicationException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The one exception that rooms throw on purpose. It rolls the transaction back and carries what a caller may know:
 * a category, a sentence and, for invalid input, the fields at fault.
 */
@ApplicationException(rollback = true)
public class PlatformException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient List<FieldFault> faults;
    private final Duration retryAfter;

    public PlatformException(ErrorCode code, String message) {
        this(code, message, List.of(), null);
    }

    /** For those that callers within the house tell apart. */
    protected PlatformException(ErrorCode code, String message, Duration retryAfter) {
        this(code, message, List.of(), retryAfter);
    }

    private PlatformException(ErrorCode code, String message, List<FieldFault> faults, Duration retryAfter) {
        super(message);
        this.code = code;
        this.faults = List.copyOf(faults);
        this.retryAfter = retryAfter;
    }

    /** The answer to everything that is absent, foreign or hidden: the three must look the same. */
    public static PlatformException notFound(String what) {
        return new PlatformException(ErrorCode.RESOURCE_NOT_FOUND, what + " not found");
    }

    /** The one answer to unknown, suspended and forbidden tenants, and to missing permissions. */
    public static PlatformException forbidden() {
        return new PlatformException(ErrorCode.FORBIDDEN, "Access denied");
    }

    public static PlatformException invalidParams(List<FieldFault> faults) {
        return new PlatformException(ErrorCode.INVALID_PARAMS, "The input is not valid", faults, null);
    }

    /** The same in other words, where the faults are not those of a few fields. */
    public static PlatformException invalidParams(String message, List<FieldFault> faults) {
        return new PlatformException(ErrorCode.INVALID_PARAMS, message, faults, null);
    }

    /** The answer to whoever has not yet given what is needed; the faults say what, and how to give it. */
    public static PlatformException missing(String message, List<FieldFault> faults) {
        return new PlatformException(ErrorCode.CREDENTIAL_MISSING, message, faults, null);
    }

    public static PlatformException unavailable(String message, Duration retryAfter) {
        return new PlatformException(ErrorCode.SERVICE_UNAVAILABLE, message, List.of(), retryAfter);
    }

    /** The answer to whoever has too much going on already. */
    public static PlatformException rateLimited(String message, Duration retryAfter) {
        return new PlatformException(ErrorCode.RATE_LIMITED, message, List.of(), retryAfter);
    }

    /** The answer to whoever comes in between: what is in the way will be gone soon. */
    public static PlatformException conflict(String message, Duration retryAfter) {
        return new PlatformException(ErrorCode.CONFLICT, message, List.of(), retryAfter);
    }

    public ErrorCode code() {
        return code;
    }

    /** The fields at fault or missing; empty for most codes. */
    public List<FieldFault> faults() {
        return faults;
    }

    /** How long a caller should wait before trying again. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
