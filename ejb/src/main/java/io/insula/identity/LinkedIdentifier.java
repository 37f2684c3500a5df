package io.insula.identity;

import io.insula.identity.entity.UserIdentifierEntity;
import java.time.Instant;

/**
 * A name under which a user comes, as it may be shown.
 *
 * @param identifier the written form; of a secret a mask
 * @param type what kind of name it is; null if nobody said
 * @param handle by what a secret is unlinked without being known ({@code idn_…}); null for what is none
 */
public record LinkedIdentifier(String identifier, String type, String handle, Instant createdAt) {

    static LinkedIdentifier of(UserIdentifierEntity entity) {
        return new LinkedIdentifier(
                entity.isSecret() ? entity.mask() : entity.kept(), entity.type(), entity.handle(), entity.createdAt());
    }
}
