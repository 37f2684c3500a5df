package io.insula.formation;

import java.util.List;
import java.util.Optional;

/**
 * The outcome of reading a formation: its settings, or everything that stands against them.
 *
 * @param formation empty exactly if there are faults
 * @param faults what must be mended first, in the order of the files
 * @param warnings what is probably not meant, such as an unknown key
 * @param notActive what is understood but has no effect in this version
 */
public record Reading(Optional<Formation> formation, List<Fault> faults, List<Fault> warnings, List<Fault> notActive) {

    public Reading {
        faults = List.copyOf(faults);
        warnings = List.copyOf(warnings);
        notActive = List.copyOf(notActive);
    }
}
