package io.insula.credential;

import java.util.Map;
import java.util.Optional;

/**
 * The master keys that an installation has: the active one wraps, all open.
 *
 * @param byId without order
 */
record MasterKeys(MasterKey active, Map<String, MasterKey> byId) {

    MasterKeys {
        byId = Map.copyOf(byId);
    }

    Optional<MasterKey> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
