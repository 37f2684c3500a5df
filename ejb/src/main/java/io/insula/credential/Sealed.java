package io.insula.credential;

/** What a secret has become: a nonce that is never used again under the same key, and the bytes with their tag. */
public final class Sealed {

    private final byte[] nonce;
    private final byte[] bytes;

    public Sealed(byte[] nonce, byte[] bytes) {
        this.nonce = nonce;
        this.bytes = bytes;
    }

    public byte[] nonce() {
        return nonce;
    }

    public byte[] bytes() {
        return bytes;
    }
}
