package io.insula.kernel.rest;

import io.insula.kernel.ErrorCode;

/**
 * What each kind of error is in HTTP.
 *
 * @param status the status code
 * @param title the same words for every error of this kind
 */
public record ErrorStatus(int status, String title) {

    /** What that kind of error is. */
    public static ErrorStatus of(ErrorCode code) {
        return switch (code) {
            case INVALID_REQUEST -> new ErrorStatus(400, "The request is malformed");
            case UNAUTHORIZED -> new ErrorStatus(401, "A valid API key is needed");
            case FORBIDDEN -> new ErrorStatus(403, "Access denied");
            case RESOURCE_NOT_FOUND -> new ErrorStatus(404, "Not found");
            case METHOD_NOT_ALLOWED -> new ErrorStatus(405, "The method is not allowed here");
            case NOT_ACCEPTABLE ->
                new ErrorStatus(406, "No acceptable media type; this route answers application/json");
            case CONFLICT -> new ErrorStatus(409, "The request conflicts with the present state");
            case IDENTIFIER_CONFLICT -> new ErrorStatus(409, "An identifier belongs to another user");
            case SECRET_EXISTS -> new ErrorStatus(409, "The secret exists");
            case SECRET_IN_USE -> new ErrorStatus(409, "The formation uses the secret");
            case SESSION_EXPIRED -> new ErrorStatus(410, "The session has expired");
            case PAYLOAD_TOO_LARGE -> new ErrorStatus(413, "The body is too large");
            case UNSUPPORTED_MEDIA_TYPE ->
                new ErrorStatus(415, "Such a body is not taken here; most routes take application/json in UTF-8");
            case INVALID_PARAMS -> new ErrorStatus(422, "The input is not valid");
            case CREDENTIAL_MISSING -> new ErrorStatus(424, "A credential of the user is missing");
            case RATE_LIMITED -> new ErrorStatus(429, "Too many requests");
            case INTERNAL_ERROR -> new ErrorStatus(500, "Internal error");
            case PROVIDER_ERROR -> new ErrorStatus(502, "A server that this one calls cannot be used as it is");
            case SERVICE_UNAVAILABLE -> new ErrorStatus(503, "Temporarily unavailable");
        };
    }

    /** The kind of error behind a status that the JAX-RS runtime chose. */
    static ErrorCode codeOf(int status) {
        for (ErrorCode code : ErrorCode.values()) {
            if (of(code).status() == status) {
                return code;
            }
        }
        return status >= 400 && status < 500 ? ErrorCode.INVALID_REQUEST : ErrorCode.INTERNAL_ERROR;
    }
}
