package io.insula.tool;

import java.util.List;

/**
 * What went into a call and must not come out of it.
 *
 * @param own the user's, which the user may ask to see
 * @param formation those of the formation, which nobody who calls may see
 */
record Secrets(List<String> own, List<String> formation) {

    Secrets {
        own = List.copyOf(own);
        formation = List.copyOf(formation);
    }

    /** Hides all of them. */
    Mask mask() {
        return new Mask(own, formation);
    }

    /** Hides what is not the user's own. */
    Mask maskOfFormation() {
        return new Mask(List.of(), formation);
    }

    /** Says nothing of what it holds. */
    @Override
    public String toString() {
        return "Secrets[hidden]";
    }
}
