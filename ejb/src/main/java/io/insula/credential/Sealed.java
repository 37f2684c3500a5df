package io.insula.credential;

/** What a secret has become: a nonce that is never used again under the same key, and the bytes with their tag. */
final class Sealed {

    private final byte[] nonce;
    private final byte[] bytes;

    Sealed(byte[] nonce, byte[] bytes) {
        this.nonce = nonce;
        this.bytes = bytes;
    }

    byte[] nonce() {
        return nonce;
    }

    byte[] bytes() {
        return bytes;
    }
}
