package io.insula.access;

import io.insula.identity.Identifier;
import io.insula.identity.IdentifierHashing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HexFormat;

/** Hashes identifiers with the pepper of the keys. The lines before keep a hash of one from being one of the other. */
@ApplicationScoped
public class IdentifierPepper implements IdentifierHashing {

    @Inject
    KeyHash hashing;

    @Override
    public String of(String formation, String tenantSlug, Identifier identifier) {
        String text = "identifier\n" + formation + '\n' + tenantSlug + '\n' + identifier.value();
        return HexFormat.of().formatHex(hashing.of(text));
    }
}
