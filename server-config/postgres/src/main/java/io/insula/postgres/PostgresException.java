package io.insula.postgres;

/** Why the database cannot be had; the message is one line that a person can act upon and never holds a secret. */
public class PostgresException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PostgresException(String message) {
        super(message);
    }

    public PostgresException(String message, Throwable cause) {
        super(message, cause);
    }
}
