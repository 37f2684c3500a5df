package io.insula.access;

import java.util.List;
import java.util.Optional;

/**
 * Everything by which one request says who it speaks for. Values stand here as they were sent, decoded from their
 * transport and otherwise untouched; a list has one entry for each occurrence, so that repetition can be seen and
 * presence is never mistaken for absence.
 *
 * @param tenantHeaders the values of {@code X-Muxi-Tenant-Id}
 * @param userHeaders the values of {@code X-Muxi-User-Id}
 * @param queryUserIds the values of {@code ?user_id=}, percent-decoded once
 * @param bodyUserIds the values of the JSON field {@code user_id}; one that is no string is the caller's to refuse
 * @param boundTenant the slug of the only tenant that the key or token may name
 * @param defaultTenant the slug of the formation's default tenant
 * @param anonymousAllowed whether the formation knows the anonymous user {@code "0"}
 */
public record IdentityClaim(
        List<String> tenantHeaders,
        List<String> userHeaders,
        List<String> queryUserIds,
        List<String> bodyUserIds,
        Optional<String> boundTenant,
        String defaultTenant,
        boolean anonymousAllowed) {

    public IdentityClaim {
        tenantHeaders = List.copyOf(tenantHeaders);
        userHeaders = List.copyOf(userHeaders);
        queryUserIds = List.copyOf(queryUserIds);
        bodyUserIds = List.copyOf(bodyUserIds);
    }

    boolean admitsAnonymousIn(String tenantSlug) {
        return anonymousAllowed && tenantSlug.equals(defaultTenant);
    }
}
