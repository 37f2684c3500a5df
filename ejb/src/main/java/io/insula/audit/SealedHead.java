package io.insula.audit;

import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of a batch of links, signed.
 *
 * @param position of the last link
 * @param entries how many links the batch has
 * @param hash of the last link, hexadecimal
 * @param keyId which key signed
 * @param signature Ed25519, in Base64 for URLs
 */
record SealedHead(long position, int entries, String hash, Instant sealedAt, String keyId, String signature) {

    private static final String HEAD = "insula.audit.head.1";
    private static final String EXPORT = "iah1";
    private static final Pattern EXPORTED = Pattern.compile(EXPORT
            + "\\.([1-9][0-9]{0,17})\\.([1-9][0-9]{0,8})\\.([0-9a-f]{64})\\.([0-9]{1,18})\\.([0-9a-f]{16})"
            + "\\.([A-Za-z0-9_-]{86})");

    /** The words that are signed; they name the chain, so that no head passes for another chain's. */
    String words(Chain chain) {
        return String.join("\n", HEAD, chain.formation(), chain.tenant(), body());
    }

    /** The head as one word that can be kept anywhere and brought back. */
    String export() {
        return EXPORT + '.' + body() + '.' + keyId + '.' + signature;
    }

    /** Reads what {@link #export()} wrote; nothing is verified yet. */
    static Optional<SealedHead> read(String exported) {
        Matcher parts = EXPORTED.matcher(exported);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long micros = Long.parseLong(parts.group(4));
        Instant sealedAt = Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
        return Optional.of(new SealedHead(
                Long.parseLong(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                parts.group(3),
                sealedAt,
                parts.group(5),
                parts.group(6)));
    }

    SealedHead signed(String by, String with) {
        return new SealedHead(position, entries, hash, sealedAt, by, with);
    }

    static String text(byte[] signature) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    byte[] signatureBytes() {
        return Base64.getUrlDecoder().decode(signature);
    }

    byte[] hashBytes() {
        return HexFormat.of().parseHex(hash);
    }

    private String body() {
        return position + "." + entries + '.' + hash + '.' + Seal.micros(sealedAt);
    }
}
