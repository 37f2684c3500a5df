package io.insula.access.rest;

import io.insula.access.Credential;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.KeyKind;
import io.insula.kernel.PlatformException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The credentials that came with a request, once they were looked at, by the kind of key that each is or stands for. One
 * wrong one spoils the request, whatever else it carries.
 */
final class PresentedKeys {

    static final String ATTRIBUTE = PresentedKeys.class.getName();

    private final Map<KeyKind, Credential> verified = new EnumMap<>(KeyKind.class);
    private boolean wrong;
    private RuntimeException failure;

    void add(KeyKind kind, Optional<? extends Credential> credential) {
        credential.ifPresentOrElse(found -> verified.put(kind, found), () -> wrong = true);
    }

    /** Keeps a failure of the look-up for the place where failures are rendered. */
    void failed(RuntimeException cause) {
        failure = cause;
    }

    /** Any of them, if all are good: who the caller is to the container. */
    Optional<Credential> any() {
        return wrong || failure != null
                ? Optional.empty()
                : verified.values().stream().findFirst();
    }

    /**
     * What a route accepts.
     *
     * @param formation the formation that the path names, or null; a key of another one is as good as wrong
     * @param hasRoles whether whoever proves to be one certain user may come in by that user's roles
     */
    Credential accepted(KeyKind[] kinds, String formation, Predicate<Credential> hasRoles) {
        if (failure != null) {
            throw failure;
        }
        boolean agree =
                verified.values().stream().map(Credential::formation).distinct().count() <= 1;
        if (wrong || !agree) {
            throw unauthorized();
        }
        return Stream.concat(Arrays.stream(kinds).map(verified::get), byRoles(kinds, hasRoles))
                .filter(credential -> credential != null && isOf(formation, credential))
                .findFirst()
                .orElseThrow(PresentedKeys::unauthorized);
    }

    /** A route that accepts no kind of key at all accepts nobody. */
    private Stream<Credential> byRoles(KeyKind[] kinds, Predicate<Credential> hasRoles) {
        return Stream.ofNullable(kinds.length == 0 ? null : verified.get(KeyKind.CLIENT))
                .filter(Credential::isPersonal)
                .filter(hasRoles);
    }

    private static boolean isOf(String formation, Credential credential) {
        return formation == null || formation.equals(credential.formation());
    }

    private static PlatformException unauthorized() {
        return new PlatformException(ErrorCode.UNAUTHORIZED, "The key or token is missing or wrong");
    }
}
