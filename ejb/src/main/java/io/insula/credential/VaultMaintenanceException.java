package io.insula.credential;

/** The vault is not kept in order; the message says why to whoever tried. */
public final class VaultMaintenanceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    VaultMaintenanceException(String message) {
        super(message);
    }

    VaultMaintenanceException(String message, Throwable cause) {
        super(message, cause);
    }
}
