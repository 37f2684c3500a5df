package io.insula.credential;

/** The master keys cannot be had; the message says why to whoever looks after the server, and holds no key. */
public final class VaultKeysException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    VaultKeysException(String message) {
        super(message);
    }
}
