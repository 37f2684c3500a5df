package io.insula.tenant;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;

/**
 * Where the database is, and as whom the application enters it.
 *
 * @param url JDBC address without user or password
 * @param user the application's role; never the owner of the schema
 * @param passwordFile the file that holds the role's password
 */
@Dependent
public record DatabaseConfiguration(String url, String user, String passwordFile) {

    static final Setting<String> URL = Setting.text("insula.database.url");
    static final Setting<String> USER = Setting.text("insula.database.user", "insula_app");
    static final Setting<String> PASSWORD_FILE = Setting.text("insula.database.password-file");

    @Inject
    DatabaseConfiguration(Config config) {
        this(URL.read(config), USER.read(config), PASSWORD_FILE.read(config));
    }
}
