package io.insula.memory;

import io.insula.embedding.Meaning;
import io.insula.search.WordCounts;
import java.util.List;

/**
 * What an index proposes for one question of one user.
 *
 * @param meaning of the question; the proposals are for it and no other
 * @param revision of the user's memories up to which the index was asked; what is newer is to be looked at itself
 * @param counts what makes a word of the question rare among what the index holds
 * @param ids of memories that may answer, or be gone by now
 */
record Proposed(Meaning meaning, long revision, WordCounts counts, List<String> ids) {

    Proposed {
        ids = List.copyOf(ids);
    }
}
