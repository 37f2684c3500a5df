package io.insula.access.logout;

/** That a logout token ends nothing, and why: in words that tell its sender nothing about anybody. */
public final class LogoutRefusedException extends Exception {

    private static final long serialVersionUID = 1;

    LogoutRefusedException(String reason) {
        super(reason);
    }
}
