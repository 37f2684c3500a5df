package io.insula.memory;

import io.insula.embedding.Meaning;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** What an index has proposed in the running request, kept until the transaction that reads it again. */
@RequestScoped
public class ProposedMemories {

    private Proposed proposed;

    void keep(Proposed latest) {
        proposed = latest;
    }

    /** The proposals for this very question. */
    Optional<Proposed> of(Meaning meaning) {
        return Optional.ofNullable(proposed).filter(latest -> latest.meaning() == meaning);
    }
}
