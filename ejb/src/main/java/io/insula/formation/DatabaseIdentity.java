package io.insula.formation;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which database the server's data source leads to, without any credentials: what a formation's
 * {@code memory.persistent.connection_string} is compared with.
 *
 * @param ownerUser the role that owns the schema, which no formation may name; null if it is only the usual
 *     {@code insula_owner}
 */
public record DatabaseIdentity(String host, int port, String database, String ownerUser) {

    private static final String USUAL_OWNER = "insula_owner";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    public DatabaseIdentity {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(database, "database");
    }

    boolean isOwner(String user) {
        return USUAL_OWNER.equals(user)
                || Optional.ofNullable(ownerUser).filter(user::equals).isPresent();
    }

    boolean isSame(String otherHost, int otherPort, String otherDatabase) {
        return port == otherPort
                && database.equals(otherDatabase)
                && canonical(host).equals(canonical(otherHost));
    }

    /** What an operator runs instead of giving a formation the owner's role. */
    String migrateCommand() {
        String place = host.contains(":") ? "[" + host + "]" : host;
        return "java -jar insula.jar migrate --database-url jdbc:postgresql://" + place + ":" + port + "/" + database
                + " --owner-password-file FILE";
    }

    private static String canonical(String host) {
        String plain = host.toLowerCase(Locale.ROOT);
        return LOOPBACK.contains(plain) ? "localhost" : plain;
    }
}
