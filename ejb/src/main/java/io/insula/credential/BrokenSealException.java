package io.insula.credential;

/** Something sealed does not open. Whatever the reason, it is told alike: whoever tampers learns nothing from it. */
final class BrokenSealException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenSealException() {
        super("A secret does not open");
    }
}
