package io.insula.connection;

/** A connection was gone before anything was asked over it: another one may do. */
final class LostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LostException() {
        super("The connection is gone", null, false, false);
    }
}
