package io.insula.formation;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges a formation's {@code memory.persistent.connection_string}. The platform has one database and its own role, so
 * the string is only compared: its password is never looked at, kept or repeated.
 */
final class ConnectionString {

    static final String NO_ROW_LEVEL_SECURITY =
            "SQLite has no row-level security, which keeps tenants and users apart; use PostgreSQL";

    private static final int DEFAULT_PORT = 5432;
    private static final Pattern SCHEME = Pattern.compile("(?i)(?:jdbc:)?([a-z][a-z0-9+.-]*):(.*)", Pattern.DOTALL);
    private static final Pattern POSTGRES = Pattern.compile(
            "//(?:(?<info>[^/]*)@)?(?:\\[(?<six>[0-9A-Fa-f:.]+)]|(?<host>[^:/?@\\[\\]]*))(?::(?<port>[0-9]{1,5})?)?"
                    + "(?:/(?<database>[^?#/]*))?(?:\\?(?<query>[^#]*))?");

    private final String host;
    private final int port;
    private final String database;
    private final String user;
    private final String otherUser;

    private ConnectionString(Matcher url) {
        Map<String, String> query =
                query(Optional.ofNullable(url.group("query")).orElse(""));
        String six = url.group("six");
        String named = six == null ? decode(url.group("host")) : six;
        // libpq lets parameters override the address: two readers of one URL must not see two databases.
        host = or(query.getOrDefault("host", query.getOrDefault("hostaddr", named)), "localhost");
        port = port(query.getOrDefault("port", or(url.group("port"), "")));
        database = query.getOrDefault("dbname", decode(or(url.group("database"), "")));
        user = decode(or(url.group("info"), "").split(":", 2)[0]);
        otherUser = query.getOrDefault("user", "");
    }

    /** Why the server cannot serve this string; empty if it means the server's own database. */
    static Optional<String> refusal(String text, DatabaseIdentity server) {
        Matcher scheme = SCHEME.matcher(text.strip());
        if (looksLikeSqlite(text)) {
            return Optional.of("is refused: " + NO_ROW_LEVEL_SECURITY);
        }
        if (!scheme.matches()) {
            return Optional.of("must begin with postgresql:// or postgres://");
        }
        if (!scheme.group(1).toLowerCase(Locale.ROOT).matches("postgres(ql)?(\\+[a-z0-9_]+)?")) {
            return Optional.of("names a database that is not PostgreSQL; only PostgreSQL is served");
        }
        Matcher url = POSTGRES.matcher(scheme.group(2));
        if (!url.matches()) {
            return Optional.of("must have the form postgresql://host:port/database; special characters in a user or"
                    + " password are written as %xx");
        }
        return new ConnectionString(url).refusal(server);
    }

    /** Whether a user and perhaps a password stand in it. */
    static boolean hasCredentials(String text) {
        return text.contains("@") || text.toLowerCase(Locale.ROOT).contains("password=");
    }

    private Optional<String> refusal(DatabaseIdentity server) {
        if (server.isOwner(user) || server.isOwner(otherUser)) {
            return Optional.of("names the role that owns the schema, which the server must never hold; migrations are"
                    + " run beforehand with: " + server.migrateCommand());
        }
        if (database.isEmpty()) {
            return Optional.of("names no database: postgresql://host:port/database");
        }
        if (!server.isSame(host, port, database)) {
            return Optional.of("names another database than the server's, and a database of its own for a formation is"
                    + " not active yet: remove the key to use the server's");
        }
        return Optional.empty();
    }

    private static boolean looksLikeSqlite(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        return lower.startsWith("sqlite")
                || lower.startsWith("jdbc:sqlite")
                || lower.startsWith("file:")
                || lower.equals(":memory:")
                || lower.matches("(?s)[^:]*\\.(db|db3|sqlite|sqlite3)");
    }

    private static int port(String text) {
        return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : text.isEmpty() ? DEFAULT_PORT : -1;
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new HashMap<>();
        for (String pair : text.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                query.put(decode(parts[0]), decode(parts[1]));
            }
        }
        return query;
    }

    private static String or(String text, String fallback) {
        return text == null || text.isEmpty() ? fallback : text;
    }

    /** Percent-decoding of RFC 3986, where, unlike in forms, a plus is a plus. What is malformed stays as it is. */
    private static String decode(String text) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        byte[] decoded = new byte[raw.length];
        int length = 0;
        for (int i = 0; i < raw.length; i++) {
            int high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(raw[i + 2], 16) : -1;
            decoded[length++] = low >= 0 ? (byte) (high * 16 + low) : raw[i];
            i += low >= 0 ? 2 : 0;
        }
        return new String(decoded, 0, length, StandardCharsets.UTF_8);
    }
}
