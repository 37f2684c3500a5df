package io.insula.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * One link of a chain.
 *
 * @param position from 1, without gaps
 * @param digest hexadecimal SHA-256 over all that the entry says
 * @param hash hexadecimal SHA-256 over the hash of the link before, the position, the entry's id and its digest
 */
record Seal(long position, String entryId, String digest, String hash) {

    /** What the first link follows. */
    static final Seal NONE = new Seal(0, "", "", "0".repeat(64));

    private static final String ENTRY = "insula.audit.entry.1";
    private static final String LINK = "insula.audit.link.1";
    private static final HexFormat HEX = HexFormat.of();

    /** The link that follows this one for an entry. */
    Seal next(Chain chain, AuditEntry entry) {
        String digest = digest(chain, entry);
        return new Seal(position + 1, entry.id(), digest, hash(hash, position + 1, entry.id(), digest));
    }

    /** A link of which nothing but its position is known. */
    static Seal unknown(long position) {
        return new Seal(position, "", "", "");
    }

    /** Whether this link follows the one before as it says. What is unknown, anything may follow. */
    boolean follows(Seal before) {
        return before.hash.isEmpty() || hash.equals(after(before).hash);
    }

    /** What this link should be behind another one. */
    Seal after(Seal before) {
        return new Seal(position, entryId, digest, hash(before.hash, position, entryId, digest));
    }

    /** The digest of all that an entry says but its id, which the link names. */
    static String digest(Chain chain, AuditEntry entry) {
        MessageDigest sha = sha256();
        put(sha, ENTRY);
        put(sha, chain.formation());
        put(sha, chain.tenant());
        put(sha, Long.toString(micros(entry.createdAt())));
        put(sha, entry.actor());
        put(sha, entry.userId());
        put(sha, entry.action());
        put(sha, entry.resourceType());
        put(sha, entry.resourceId());
        put(sha, entry.result());
        put(sha, Integer.toString(entry.occurrences()));
        put(sha, entry.address());
        put(sha, entry.requestId());
        return HEX.formatHex(sha.digest());
    }

    private static String hash(String before, long position, String entryId, String digest) {
        MessageDigest sha = sha256();
        put(sha, LINK);
        put(sha, before);
        put(sha, Long.toString(position));
        put(sha, entryId);
        put(sha, digest);
        return HEX.formatHex(sha.digest());
    }

    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    /** Length before text, and nothing is not the empty text: no two entries have the same bytes. */
    private static void put(MessageDigest sha, String text) {
        if (text == null) {
            sha.update((byte) 0);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sha.update((byte) 1);
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        sha.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The platform lacks SHA-256", e);
        }
    }
}
