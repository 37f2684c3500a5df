package io.insula.tenant;

/** To whom a transaction is bound, and under which scope. */
record Bound(Scope scope, String formation, String tenant, String person) {

    static Bound of(Scope scope, TenantContext context) {
        return switch (scope) {
            case USER ->
                new Bound(
                        scope, required(context.formation()), required(context.tenantId()), required(context.userId()));
            case TENANT -> new Bound(scope, required(context.formation()), required(context.tenantId()), null);
            case PLATFORM -> new Bound(scope, required(context.formation()), null, null);
            case GATE -> throw new IllegalArgumentException("The gate is entered, not bound");
        };
    }

    private static String required(String id) {
        if (id == null || id.isEmpty()) {
            throw new IllegalStateException("The request names nobody in this scope");
        }
        return id;
    }
}
