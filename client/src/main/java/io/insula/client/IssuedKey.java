package io.insula.client;

/**
 * A key that was just made. Nobody can read it a second time.
 *
 * @param secret the key itself
 */
public record IssuedKey(ApiKey key, String secret) {

    /** Without the key itself. */
    @Override
    public String toString() {
        return "IssuedKey[" + key.id() + ']';
    }
}
