package io.insula.tenant.entity;

import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The data source that the server itself defines, where {@value #SETTING} names one. The JPA provider looks it up, and the
 * beans take it from the provider: what is bound to a transaction is bound to one connection of one data source.
 */
public final class ServerDataSource {

    /** The setting that holds its JNDI name. */
    public static final String SETTING = "insula.database.jndi";

    /** What the setting says where the server defines none. */
    public static final String NONE = "none";

    /** No other scheme: such names lead to directories on the network, which answer with objects of their own making. */
    private static final Pattern LOCAL = Pattern.compile("(java:)?[A-Za-z0-9_./-]+");

    private ServerDataSource() {}

    /** The name that is set, or nothing where the application has its own pool. */
    static Optional<String> name() {
        return ConfigProvider.getConfig(ServerDataSource.class.getClassLoader())
                .getOptionalValue(SETTING, String.class)
                .map(ServerDataSource::checked)
                .filter(name -> !name.equals(NONE));
    }

    /**
     * The value itself, if it is one that the setting takes.
     *
     * @throws IllegalArgumentException naming the setting
     */
    public static String checked(String value) {
        if (LOCAL.matcher(value).matches()) {
            return value;
        }
        throw new IllegalArgumentException(SETTING + " is " + value + "; it must be " + NONE
                + " or a name inside this server, such as jdbc/insula or java:jboss/datasources/insula");
    }
}
