package io.insula.tenant;

/** What a formation admits of and to its tenants. Formations live a floor above and answer this for them. */
public interface TenantLimits {

    /** The most tenants that the formation may have. */
    int most(String formation);

    /** The most connections to the database that one tenant of the formation may hold on this node at once. */
    int connections(String formation);
}
