package io.insula.launcher;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import org.postgresql.ds.PGSimpleDataSource;

/** Where a PostgreSQL of the house listens: a JDBC address that never carries who connects or with which password. */
record DatabaseAddress(String url) {
    private static final String SCHEME = "jdbc:postgresql://";
    private static final Set<String> CREDENTIALS = Set.of("user", "password", "sslpassword");
    private static final String REFUSAL = "--database-url must not carry a user or a password: Insula connects as "
            + "insula_app, its password comes from --database-password-file";

    /**
     * Takes an address that is fit to be logged.
     *
     * @throws UsageException without repeating the address, which may hold a secret
     */
    static DatabaseAddress of(String url) {
        if (!url.startsWith(SCHEME)) {
            throw new UsageException("--database-url must look like jdbc:postgresql://host:5432/insula");
        }
        String rest = url.substring(SCHEME.length());
        int question = rest.indexOf('?');
        String place = question < 0 ? rest : rest.substring(0, question);
        if (place.contains("@") || place.toLowerCase(Locale.ROOT).contains("%40")) {
            throw new UsageException(REFUSAL);
        }
        String query = question < 0 ? "" : rest.substring(question + 1);
        for (String parameter : query.split("&", -1)) {
            if (CREDENTIALS.contains(name(parameter))) {
                throw new UsageException(REFUSAL);
            }
        }
        return new DatabaseAddress(url);
    }

    /** Connects once, so that a wrong address or password is told before anything heavy starts. */
    void verify(String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        try (Connection connection = source.getConnection()) {
            connection.isValid(5);
        } catch (SQLException e) {
            throw new LaunchException(
                    "The database at --database-url does not let " + user + " in: " + e.getMessage(), e);
        }
    }

    private static String name(String parameter) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--database-url is not well-formed after its question mark");
        }
    }
}
