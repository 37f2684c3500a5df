package io.insula.system.wire;

import java.util.UUID;

/** Names that nobody has used before, so that tests on one server never meet. */
public final class Fresh {

    private static final int ENOUGH = 12;
    private static final int ID_LENGTH = 26;

    private Fresh() {}

    /** Such as {@code acme-3f2a90c1d4e5}: fit for tenants, users and markers. */
    public static String name(String stem) {
        return stem + '-' + UUID.randomUUID().toString().replace("-", "").substring(0, ENOUGH);
    }

    /** An id of the right shape that nothing bears, such as {@code mem_000…}. */
    public static String absentId(String prefix) {
        return prefix + '_' + "0".repeat(ID_LENGTH);
    }
}
