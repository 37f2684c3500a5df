package io.insula.tenant;

import io.insula.kernel.Setting;
import io.insula.tenant.entity.ServerDataSource;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;

/**
 * Where the database is, and as whom the application enters it: by a data source that the server defines, or by the
 * application's own pool, which needs the other three.
 *
 * @param jndi the name of the server's data source, or {@value ServerDataSource#NONE}
 * @param url JDBC address without user or password
 * @param user the application's role; never the owner of the schema
 * @param passwordFile the file that holds the role's password
 */
@Dependent
public record DatabaseConfiguration(String jndi, String url, String user, String passwordFile) {

    static final Setting<String> JNDI = Setting.text(ServerDataSource.SETTING, ServerDataSource.NONE);
    static final Setting<String> URL = Setting.text("insula.database.url", ServerDataSource.NONE);
    static final Setting<String> USER = Setting.text("insula.database.user", "insula_app");
    static final Setting<String> PASSWORD_FILE = Setting.text("insula.database.password-file", ServerDataSource.NONE);

    @Inject
    DatabaseConfiguration(Config config) {
        this(JNDI.read(config), URL.read(config), USER.read(config), PASSWORD_FILE.read(config));
    }

    /**
     * Takes what suffices for one of the two ways.
     *
     * @throws IllegalArgumentException naming the setting that is missing
     */
    public DatabaseConfiguration {
        if (ServerDataSource.checked(jndi).equals(ServerDataSource.NONE)) {
            require(URL, url);
            require(PASSWORD_FILE, passwordFile);
        }
    }

    /** Whether the server defines the data source. */
    public boolean isServers() {
        return !jndi.equals(ServerDataSource.NONE);
    }

    private static void require(Setting<String> setting, String value) {
        if (value.equals(ServerDataSource.NONE)) {
            throw new IllegalArgumentException(setting.name() + " is not set; needed is that, or in "
                    + ServerDataSource.SETTING + " the name of a data source that the server defines");
        }
    }
}
