package io.insula.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.insula.kernel.KeyKind;
import io.insula.kernel.KeyText;
import io.insula.telemetry.Telemetry;
import io.insula.tenant.Gate;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Says whether a presented key lives. What was found is remembered per node; it counts only as long as no newer epoch of
 * its formation is seen. Unknown keys are never remembered, only counted.
 */
@ApplicationScoped
public class KeyVerifier {

    private static final int MAX_KEY_LENGTH = 256;

    @Inject
    Telemetry telemetry;

    @Inject
    AccessConfiguration configuration;

    @Inject
    KeyHash hashing;

    @Inject
    KeyAttempts attempts;

    @Inject
    KeyDiary diary;

    @Inject
    Gate gate;

    @Inject
    Clock clock;

    private Cache<String, VerifiedKey> known;

    @PostConstruct
    void open() {
        known = Caffeine.newBuilder()
                .maximumSize(configuration.cacheSize())
                .expireAfterWrite(configuration.cacheTtl())
                .recordStats()
                .build();
        telemetry.watch("keys", known);
    }

    /**
     * The key behind what was presented, if it lives and is of the kind that the header is for.
     *
     * @throws io.insula.kernel.PlatformException RATE_LIMITED where too many wrong ones came before it
     */
    public Optional<VerifiedKey> verify(String presented, KeyKind kind, Knock knock) {
        Optional<VerifiedKey> key = isPossible(presented) ? living(hashing.of(presented), knock) : refused(knock);
        Optional<VerifiedKey> fitting = key.filter(each -> each.kind() == kind);
        fitting.ifPresent(diary::used);
        return fitting;
    }

    /** Looks the same key up again, past the cache. */
    Optional<VerifiedKey> verifyAnew(VerifiedKey key) {
        known.invalidate(key.hash());
        return lookUp(HexFormat.of().parseHex(key.hash()));
    }

    private static boolean isPossible(String presented) {
        return !presented.isEmpty() && presented.length() <= MAX_KEY_LENGTH && !KeyText.isMistyped(presented);
    }

    private Optional<VerifiedKey> refused(Knock knock) {
        attempts.admit(knock);
        attempts.failed(knock);
        return Optional.empty();
    }

    private Optional<VerifiedKey> living(byte[] hash, Knock knock) {
        String hex = HexFormat.of().formatHex(hash);
        VerifiedKey remembered = known.getIfPresent(hex);
        if (remembered == null) {
            attempts.admit(knock);
            Optional<VerifiedKey> found = lookUp(hash);
            return found.isPresent() ? found : refused(knock);
        }
        return Optional.of(remembered).filter(key -> isSame(key, hex) && !key.hasExpired(clock.instant()));
    }

    private Optional<VerifiedKey> lookUp(byte[] hash) {
        Optional<VerifiedKey> found = gate.findKey(hash)
                .map(KeyVerifier::verified)
                .filter(key -> isSame(key, HexFormat.of().formatHex(hash)) && !key.hasExpired(clock.instant()));
        found.filter(KeyVerifier::isWorthRemembering).ifPresent(key -> known.put(key.hash(), key));
        return found;
    }

    /** A refusal is found anew each time: nothing that comes later would put it in doubt. */
    private static boolean isWorthRemembering(VerifiedKey key) {
        return key.tenant() == null || key.tenant().active();
    }

    private static VerifiedKey verified(Gate.KnownKey found) {
        KeyKind kind = KeyBinding.kind(found.kind());
        BoundTenant tenant = found.tenantId() == null
                ? null
                : new BoundTenant(found.tenantId(), found.tenantSlug(), found.tenantActive());
        KeyBinding binding =
                new KeyBinding(tenant, found.userId(), KeyBinding.scopes(found.scopes()), found.workspacePrefix());
        return new VerifiedKey(
                found.formation(),
                found.keyId(),
                kind,
                found.hash(),
                binding,
                binding.permissions(kind),
                found.expiresAt(),
                found.epochs());
    }

    private static boolean isSame(VerifiedKey key, String hex) {
        return MessageDigest.isEqual(bytes(key.hash()), bytes(hex));
    }

    private static byte[] bytes(String hex) {
        return hex.getBytes(StandardCharsets.US_ASCII);
    }
}
