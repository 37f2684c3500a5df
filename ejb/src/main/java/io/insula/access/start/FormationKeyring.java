package io.insula.access.start;

import io.insula.access.KeyStore;
import io.insula.formation.FormationActivated;
import io.insula.kernel.KeyKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/**
 * Lets a formation's own keys change with its revision, in the transaction that activates it: those of the one before stop
 * at once, on every node.
 */
@ApplicationScoped
class FormationKeyring {

    @Inject
    GeneratedKeys generated;

    @Inject
    KeyStore keys;

    void change(@Observes FormationActivated news) {
        for (KeyKind kind : KeyKind.values()) {
            keys.keep(news.by(), kind, generated.of(news.formation(), kind));
        }
    }
}
