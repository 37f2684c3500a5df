package io.insula.memory;

import io.insula.kernel.FieldFault;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.kernel.Requires;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The collections into which the calling user's memories are laid. A name is a label within the user's own memories: two
 * users' collections of one name have nothing in common.
 */
@Stateless
@Requires(Permission.MEMORY)
public class CollectionService {

    /** The longest time that a collection keeps what it does not keep for good. */
    public static final Duration LONGEST = Duration.ofDays(3_650);

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    @Inject
    MemoryCollections collections;

    /** Whether a collection can have this name. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** All collections with their counts, by name. */
    public List<MemoryCollection> list() {
        return collections.all();
    }

    /**
     * Settles how long a memory stays that is laid into the collection from now on; those that lie in it keep their own
     * expiry.
     *
     * @param time a second to {@link #LONGEST}; null for good
     */
    public MemoryCollection keepFor(String name, Duration time) {
        if (!isName(name)) {
            throw PlatformException.invalidParams(
                    List.of(new FieldFault("name", "must match " + NAME.pattern(), "malformed")));
        }
        return collections.keepFor(name, time);
    }

    /** Removes a collection and forgets all memories in it; returns how many there were. */
    public int delete(String name) {
        if (!isName(name)) {
            throw PlatformException.notFound("Collection");
        }
        return collections.delete(name);
    }
}
