package io.insula.credential.rest;

import io.insula.credential.FormationSecret;
import io.insula.kernel.Page;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A slice of the formation's secrets.
 *
 * @param secrets masked, by their names
 */
public record SecretList(Map<String, String> secrets, int count, String nextCursor, boolean hasMore) {

    static SecretList of(Page<FormationSecret> page) {
        Map<String, String> secrets = new LinkedHashMap<>();
        page.items().forEach(each -> secrets.put(each.name(), each.preview()));
        return new SecretList(secrets, secrets.size(), page.nextCursor(), page.nextCursor() != null);
    }
}
