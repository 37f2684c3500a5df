package io.insula.formation;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A revision with its source.
 *
 * @param files relative path to text as its author wrote it: references to secrets, never the secrets
 */
public record RevisionFiles(Revision revision, Map<String, String> files) {

    public RevisionFiles {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }
}
