package io.insula.tenant;

/** How many tenants a formation admits. Formations live a floor above and answer this for their tenants. */
public interface TenantLimits {

    /** The most tenants that the formation may have. */
    int most(String formation);
}
