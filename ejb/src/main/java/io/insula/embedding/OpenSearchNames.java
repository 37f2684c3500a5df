package io.insula.embedding;

import io.insula.embedding.VectorIndex.Owner;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What things are called in OpenSearch: an index for each formation, model and length of vector, and one for the marks of
 * each formation. Formations, tenants, users and models go by digests, which tell nothing and collide with nothing.
 */
final class OpenSearchNames {

    static final String TEXTS = "insula-texts-";
    static final String MARKS = "insula-marks-";

    private static final int SHORT = 40;

    private OpenSearchNames() {}

    static String marks(Owner owner) {
        return MARKS + digest(owner.formation());
    }

    static String texts(Owner owner, Meaning meaning) {
        return TEXTS + meaning.vector().length + "-" + digest(meaning.model()) + "-" + digest(owner.formation());
    }

    /** The texts of all models. */
    static String allTexts(Owner owner) {
        return TEXTS + "*-" + digest(owner.formation());
    }

    /** Whose a document is; also where it is routed, so that a question asks one shard alone. */
    static String key(Owner owner) {
        // The length keeps two pairs apart that read the same when put together.
        return digest(owner.tenant().length() + ":" + owner.tenant() + owner.user());
    }

    static String document(Owner owner, String id) {
        return digest(key(owner) + id);
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, SHORT);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
