package io.insula.tenant.testing;

/**
 * For whom a transaction is bound: the scope's role and what the policies compare with.
 *
 * @param tenant null where the scope knows no tenant
 * @param person null where the scope knows no user
 */
public record Actor(String scope, String formation, String tenant, String person) {

    public static Actor user(String formation, String tenant, String person) {
        return new Actor("insula_user", formation, tenant, person);
    }

    public static Actor tenant(String formation, String tenant) {
        return new Actor("insula_tenant", formation, tenant, null);
    }

    public static Actor platform(String formation) {
        return new Actor("insula_platform", formation, null, null);
    }

    public Actor inScope(String other) {
        return new Actor(other, formation, tenant, person);
    }
}
