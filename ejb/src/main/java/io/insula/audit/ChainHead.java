package io.insula.audit;

import java.time.Instant;

/**
 * The end of a chain, signed, for whoever keeps it elsewhere; all but {@code unsealed} is null or 0 for a chain that has
 * no link yet.
 *
 * @param position of the last link
 * @param hash of the last link, hexadecimal
 * @param keyId which key signed
 * @param signature Ed25519, in Base64 for URLs
 * @param publicKey the public key of that id, in Base64 (X.509); null if this server does not know it
 * @param signed the words that the signature is over
 * @param export the head as one word, to be sent back with a verification
 */
public record ChainHead(
        long position,
        String hash,
        Instant sealedAt,
        String keyId,
        String signature,
        String publicKey,
        String signed,
        String export,
        long unsealed) {}
