package io.insula.identity;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.FieldFault;
import io.insula.kernel.Page;
import io.insula.kernel.PageRequest;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.kernel.Requires;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import java.util.List;

/** What the calling user prefers, under whichever identifier the user comes. */
@Stateless
@Requires(Permission.MEMORY)
public class PreferenceService {

    @Inject
    PreferenceStore store;

    @Inject
    PreferenceConfiguration configuration;

    /** The preferences in the order in which their keys were first set. */
    public Page<Preference> list(PageRequest page) {
        return store.list(page);
    }

    /** One preference. */
    public Preference get(String key) {
        return store.get(key);
    }

    /**
     * Sets a preference, whether or not the key was set before.
     *
     * @throws PlatformException INVALID_PARAMS for a malformed key or a value that is too long; CONFLICT where the user
     *     has as many preferences as the server admits
     */
    public Preference set(String key, JsonValue value) {
        PreferenceKey.checked(key);
        if (value.toString().length() > configuration.longest()) {
            throw PlatformException.invalidParams(List.of(new FieldFault(
                    "value", "must be at most " + configuration.longest() + " characters as JSON", "too_long")));
        }
        if (!store.set(key, value, null)) {
            throw new PlatformException(
                    ErrorCode.CONFLICT,
                    "The user has " + configuration.most() + " preferences, which is the most; delete one first");
        }
        return store.get(key);
    }

    /** Forgets one preference. */
    public void delete(String key) {
        store.delete(key);
    }
}
