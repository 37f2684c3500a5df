package io.insula.audit;

import java.util.ArrayList;
import java.util.List;

/** What a verification found, the first so many of it. */
final class ChainFaults {

    private static final int MOST = 100;

    private final List<ChainFault> found = new ArrayList<>();
    private final List<Altered> altered = new ArrayList<>();
    private boolean more;

    /** An entry that says something else than was sealed: what it should say, and what it says. */
    private record Altered(Seal seal, String actual) {

        boolean hasTheContentsOf(Altered other) {
            return actual.equals(other.seal.digest()) && !actual.equals(seal.digest());
        }
    }

    void add(String kind, Long position, String entryId, String message) {
        if (found.size() < MOST) {
            found.add(new ChainFault(kind, position, entryId, message));
        } else {
            more = true;
        }
    }

    void addAltered(Seal seal, String actual) {
        if (altered.size() < MOST) {
            altered.add(new Altered(seal, actual));
        } else {
            more = true;
        }
    }

    boolean more() {
        return more;
    }

    /** All of them; two entries that say each what the other should were swapped. */
    List<ChainFault> list() {
        List<ChainFault> all = new ArrayList<>(found);
        for (Altered each : altered) {
            all.add(altered.stream()
                    .filter(other -> each.hasTheContentsOf(other) && other.hasTheContentsOf(each))
                    .findFirst()
                    .map(other -> fault(
                            ChainFault.SWAPPED,
                            each.seal(),
                            "says what " + other.seal().entryId()
                                    + " said when it was sealed, and the other way round"))
                    .orElseGet(() -> fault(ChainFault.CHANGED, each.seal(), "says something else than was sealed")));
        }
        all.sort((a, b) -> Long.compare(place(a), place(b)));
        return List.copyOf(all);
    }

    private static ChainFault fault(String kind, Seal seal, String message) {
        return new ChainFault(kind, seal.position(), seal.entryId(), message);
    }

    private static long place(ChainFault fault) {
        return fault.position() == null ? Long.MAX_VALUE : fault.position();
    }
}
