package io.insula.formation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what is found in a formation's files while they are read, so that all of it is reported at once. */
final class Findings {

    /** More than anyone mends in one go; a hostile file must not fill a log. */
    static final int MAX_SHOWN = 200;

    private final List<Fault> faults = new ArrayList<>();
    private final List<Fault> warnings = new ArrayList<>();
    private final List<Fault> notActive = new ArrayList<>();

    void fault(Place place, String message) {
        faults.add(place.fault(message));
    }

    void faults(List<Fault> more) {
        faults.addAll(more);
    }

    void warning(Place place, String message) {
        warnings.add(place.fault(message));
    }

    void warnings(List<Fault> more) {
        warnings.addAll(more);
    }

    void notActive(Place place, String message) {
        notActive.add(place.fault(message));
    }

    boolean hasFaults() {
        return !faults.isEmpty();
    }

    Reading reading(Optional<Formation> formation) {
        return new Reading(formation, bounded(faults), bounded(warnings), bounded(notActive));
    }

    private static List<Fault> bounded(List<Fault> found) {
        List<Fault> ordered = found.stream().distinct().sorted().toList();
        if (ordered.size() <= MAX_SHOWN) {
            return ordered;
        }
        List<Fault> shown = new ArrayList<>(ordered.subList(0, MAX_SHOWN));
        Fault last = shown.get(MAX_SHOWN - 1);
        shown.add(new Fault(
                last.file(), last.line(), last.column(), "and " + (ordered.size() - MAX_SHOWN) + " more like these"));
        return shown;
    }
}
