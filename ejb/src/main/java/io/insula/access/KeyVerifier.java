package io.insula.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.insula.kernel.KeyKind;
import io.insula.tenant.Gate;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Says whether a presented key lives. What was found is remembered per node; it counts only as long as no newer epoch of
 * its formation is seen. Unknown keys are never remembered.
 */
@ApplicationScoped
public class KeyVerifier {

    private static final int MAX_KEY_LENGTH = 256;

    @Inject
    AccessConfiguration configuration;

    @Inject
    KeyHash hashing;

    @Inject
    Gate gate;

    private Cache<String, VerifiedKey> known;

    @PostConstruct
    void open() {
        known = Caffeine.newBuilder()
                .maximumSize(configuration.cacheSize())
                .expireAfterWrite(configuration.cacheTtl())
                .build();
    }

    /** The key behind what was presented, if it lives and is of the kind that the header is for. */
    public Optional<VerifiedKey> verify(String presented, KeyKind kind) {
        if (presented.isEmpty() || presented.length() > MAX_KEY_LENGTH) {
            return Optional.empty();
        }
        byte[] hash = hashing.of(presented);
        return living(hash).filter(key -> key.kind() == kind);
    }

    /** Looks the same key up again, past the cache. */
    Optional<VerifiedKey> verifyAnew(VerifiedKey key) {
        known.invalidate(key.hash());
        return living(HexFormat.of().parseHex(key.hash()));
    }

    private Optional<VerifiedKey> living(byte[] hash) {
        String hex = HexFormat.of().formatHex(hash);
        VerifiedKey remembered = known.getIfPresent(hex);
        if (remembered == null) {
            remembered = gate.findKey(hash).map(KeyVerifier::verified).orElse(null);
            if (remembered == null) {
                return Optional.empty();
            }
            known.put(hex, remembered);
        }
        boolean same = MessageDigest.isEqual(bytes(remembered.hash()), bytes(hex));
        return same ? Optional.of(remembered) : Optional.empty();
    }

    private static VerifiedKey verified(Gate.KnownKey found) {
        KeyKind kind = KeyKind.valueOf(found.kind().toUpperCase(Locale.ROOT));
        return new VerifiedKey(found.formation(), found.keyId(), kind, found.hash(), found.formationEpoch());
    }

    private static byte[] bytes(String hex) {
        return hex.getBytes(StandardCharsets.US_ASCII);
    }
}
