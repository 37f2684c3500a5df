package io.insula.access.rest;

import io.insula.access.VerifiedKey;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.KeyKind;
import io.insula.kernel.PlatformException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The keys that came with a request, once they were looked at. One wrong key spoils the request, whatever else it
 * carries.
 */
final class PresentedKeys {

    static final String ATTRIBUTE = PresentedKeys.class.getName();

    private final Map<KeyKind, VerifiedKey> verified = new EnumMap<>(KeyKind.class);
    private boolean wrong;
    private RuntimeException failure;

    void add(KeyKind kind, Optional<VerifiedKey> key) {
        key.ifPresentOrElse(found -> verified.put(kind, found), () -> wrong = true);
    }

    /** Keeps a failure of the look-up for the place where failures are rendered. */
    void failed(RuntimeException cause) {
        failure = cause;
    }

    /** Any of the keys, if all are good: who the caller is to the container. */
    Optional<VerifiedKey> any() {
        return wrong || failure != null
                ? Optional.empty()
                : verified.values().stream().findFirst();
    }

    /**
     * The key that a route accepts.
     *
     * @param formation the formation that the path names, or null; a key of another one is as good as wrong
     */
    VerifiedKey accepted(KeyKind[] kinds, String formation) {
        if (failure != null) {
            throw failure;
        }
        boolean agree = verified.values().stream()
                        .map(VerifiedKey::formation)
                        .distinct()
                        .count()
                <= 1;
        if (wrong || !agree) {
            throw unauthorized();
        }
        for (KeyKind kind : kinds) {
            VerifiedKey key = verified.get(kind);
            if (key != null && (formation == null || formation.equals(key.formation()))) {
                return key;
            }
        }
        throw unauthorized();
    }

    private static PlatformException unauthorized() {
        return new PlatformException(ErrorCode.UNAUTHORIZED, "The key is missing or wrong");
    }
}
