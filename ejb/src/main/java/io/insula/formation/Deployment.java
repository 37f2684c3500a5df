package io.insula.formation;

import java.util.List;

/**
 * What came of an upload or an activation.
 *
 * @param revision as it stands now; of a dry run as it would
 * @param created whether the revision was not known before
 * @param warnings what is probably not meant, such as an unknown key
 * @param notActive what is understood but has no effect in this version
 */
public record Deployment(Revision revision, boolean created, List<Fault> warnings, List<Fault> notActive) {

    public Deployment {
        warnings = List.copyOf(warnings);
        notActive = List.copyOf(notActive);
    }
}
