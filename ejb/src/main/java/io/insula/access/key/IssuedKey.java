package io.insula.access.key;

/**
 * A key that was just made, the only time that it can be read.
 *
 * @param secret the key itself
 */
public record IssuedKey(ApiKey key, String secret) {

    /** Without the key itself. */
    @Override
    public String toString() {
        return key.id();
    }
}
