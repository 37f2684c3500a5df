package io.insula.audit;

import io.insula.access.KeysDirectory;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The installation's keys for heads (Ed25519), one a line in their file: the public key, a blank, the private one. The
 * first line signs; those below are of former times and only verify, so they need no private key.
 */
@ApplicationScoped
class SigningKeys {

    private static final String ALGORITHM = "Ed25519";
    private static final int ID_BYTES = 8;

    @Inject
    KeysDirectory directory;

    @Inject
    AuditConfiguration configuration;

    private final Map<String, PublicKey> known = new LinkedHashMap<>();
    private PrivateKey key;

    @PostConstruct
    void load() {
        read(directory.readOrCreate(configuration.keyFile(), SigningKeys::fresh));
    }

    void read(String file) {
        List<String> lines =
                file.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        try {
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            for (String line : lines) {
                String[] parts = line.split(" ", 2);
                byte[] encoded = Base64.getDecoder().decode(parts[0]);
                known.put(id(encoded), factory.generatePublic(new X509EncodedKeySpec(encoded)));
                if (known.size() == 1 && parts.length == 2) {
                    key = factory.generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getDecoder().decode(parts[1])));
                }
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(malformed(), e);
        }
        if (key == null) {
            throw new IllegalStateException(malformed());
        }
    }

    /** The head with the signature of today's key. */
    SealedHead sign(Chain chain, SealedHead head) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(head.words(chain).getBytes(StandardCharsets.UTF_8));
            return head.signed(keyId(), SealedHead.text(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The head of a chain could not be signed", e);
        }
    }

    /** Whether one of the installation's keys signed this head of this chain. */
    boolean verifies(Chain chain, SealedHead head) {
        PublicKey signer = known.get(head.keyId());
        if (signer == null) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(signer);
            signature.update(head.words(chain).getBytes(StandardCharsets.UTF_8));
            return signature.verify(head.signatureBytes());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The public key behind an id, in Base64 (X.509), for whoever verifies outside; null if it is not known here. */
    String publicKey(String id) {
        PublicKey found = known.get(id);
        return found == null ? null : Base64.getEncoder().encodeToString(found.getEncoded());
    }

    static String fresh() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            Base64.Encoder base64 = Base64.getEncoder();
            return base64.encodeToString(pair.getPublic().getEncoded())
                    + ' '
                    + base64.encodeToString(pair.getPrivate().getEncoded())
                    + '\n';
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The platform lacks " + ALGORITHM, e);
        }
    }

    private String keyId() {
        return known.keySet().iterator().next();
    }

    private static String id(byte[] encoded) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(encoded);
        return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    }

    private static String malformed() {
        return "The file with the key of the audit trail is malformed: its first line must hold an Ed25519 key, the public"
                + " one, a blank and the private one, each in Base64";
    }
}
