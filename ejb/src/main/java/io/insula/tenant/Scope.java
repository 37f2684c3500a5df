package io.insula.tenant;

/** The PostgreSQL role under which a transaction runs; what each may see is said by the policies. */
public enum Scope {
    /** One user's own rows. */
    USER("insula_user"),
    /** A tenant administrator's rows of one tenant, without contents. */
    TENANT("insula_tenant"),
    /** The formation's registry: its tenants, keys and revisions; never contents. */
    PLATFORM("insula_platform"),
    /** A few fixed functions, before tenant and user are known. */
    GATE("insula_gate");

    private final String role;

    Scope(String role) {
        this.role = role;
    }

    /** The role's name in PostgreSQL. */
    public String role() {
        return role;
    }
}
