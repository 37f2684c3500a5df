package io.insula.access.browser;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about logins of browsers at issuers of tokens.
 *
 * @param clients by which the issuers know this server
 * @param time how long a login may take
 */
@Dependent
public record LoginConfiguration(List<Client> clients, Duration time) {

    private static final String NONE = "none";

    static final Setting<String> LABEL = Setting.text("insula.jwt.issuers.<name>.login", NONE);
    static final Setting<String> CLIENT_ID = Setting.text("insula.jwt.issuers.<name>.client-id", NONE);
    static final Setting<String> SECRET_FILE = Setting.text("insula.jwt.issuers.<name>.client-secret-file", NONE);
    static final Setting<Duration> TIME = Setting.duration(
            "insula.console.login-time", Duration.ofSeconds(10), Duration.ofMinutes(30), Duration.ofMinutes(10));

    /**
     * What one issuer knows this server by.
     *
     * @param name of the issuer's settings
     * @param label by which people know the issuer
     * @param secret a file, read each time since it may be replaced; empty for a client without a secret
     */
    public record Client(String name, String label, String id, Optional<Path> secret) {}

    public LoginConfiguration {
        TIME.check(time);
        clients = List.copyOf(clients);
    }

    @Inject
    LoginConfiguration(Config config) {
        this(clients(config), TIME.read(config));
    }

    private static List<Client> clients(Config config) {
        List<Client> clients = new ArrayList<>();
        for (String name : LABEL.names(config)) {
            String label = LABEL.called(name).read(config);
            String id = CLIENT_ID.called(name).read(config);
            if (!label.equals(NONE) && id.equals(NONE)) {
                throw new IllegalArgumentException(CLIENT_ID.called(name).name() + " is not set: "
                        + LABEL.called(name).name() + " needs it");
            }
            if (!label.equals(NONE)) {
                String secret = SECRET_FILE.called(name).read(config);
                clients.add(new Client(
                        name, label, id, secret.equals(NONE) ? Optional.empty() : Optional.of(Path.of(secret))));
            }
        }
        return clients;
    }
}
