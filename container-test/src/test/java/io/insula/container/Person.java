package io.insula.container;

import io.insula.kernel.Permission;
import io.insula.tenant.TenantContext;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** One of eight: two formations, in each the same two tenants, in each tenant the same two users. */
record Person(String formation, String tenant, String user) {

    static final Person ANN = new Person("alpha", "acme", "ann");
    static final Person BOB = new Person("alpha", "acme", "bob");
    static final Person ANN_OF_BETA = new Person("beta", "acme", "ann");
    static final Person ANN_OF_GLOBEX = new Person("alpha", "globex", "ann");

    static List<Person> all() {
        return Stream.of("alpha", "beta")
                .flatMap(formation -> Stream.of("acme", "globex")
                        .flatMap(tenant -> Stream.of("ann", "bob").map(user -> new Person(formation, tenant, user))))
                .toList();
    }

    List<Person> others() {
        return all().stream().filter(other -> !other.equals(this)).toList();
    }

    String tenantId() {
        return "tnt_" + tenant;
    }

    String userId() {
        return "usr_" + user;
    }

    /** An id that four persons hold, one in each tenant of each formation. */
    String commonId(String kind) {
        return kind + "_" + user;
    }

    /** An id that nobody else holds. */
    String ownId(String kind) {
        return kind + "_" + formation + "_" + tenant + "_" + user;
    }

    /** What all texts of this person say. */
    String words() {
        return formation + " " + tenant + " " + user;
    }

    TenantContext context() {
        return new TenantContext(
                formation,
                tenantId(),
                tenant,
                userId(),
                user,
                null,
                "key_test",
                Set.of(Permission.values()),
                "req_test");
    }
}
