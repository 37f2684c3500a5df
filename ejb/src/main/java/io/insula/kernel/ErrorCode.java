package io.insula.kernel;

/** One code per fact that a caller can act on. What each means on a wire is the wire's own business. */
public enum ErrorCode {
    INVALID_REQUEST,
    UNAUTHORIZED,
    FORBIDDEN,
    RESOURCE_NOT_FOUND,
    METHOD_NOT_ALLOWED,
    NOT_ACCEPTABLE,
    CONFLICT,
    IDENTIFIER_CONFLICT,
    SECRET_EXISTS,
    SECRET_IN_USE,
    SESSION_EXPIRED,
    PAYLOAD_TOO_LARGE,
    UNSUPPORTED_MEDIA_TYPE,
    INVALID_PARAMS,
    CREDENTIAL_MISSING,
    RATE_LIMITED,
    INTERNAL_ERROR,
    PROVIDER_ERROR,
    SERVICE_UNAVAILABLE
}
