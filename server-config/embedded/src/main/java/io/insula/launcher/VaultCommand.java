package io.insula.launcher;

import io.insula.postgres.DataDirectory;
import io.insula.postgres.EmbeddedPostgres;
import io.insula.postgres.PasswordFile;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Keeps the vault in order with the owner's password, by the application's own code: the launcher itself knows nothing of
 * what is sealed.
 */
final class VaultCommand {
    private static final String MAINTENANCE = "io.insula.credential.VaultMaintenance";

    private final Command command;
    private final Options options;
    private final PrintStream out;

    VaultCommand(Command command, Options options, PrintStream out) {
        this.command = command;
        this.options = options;
        this.out = out;
    }

    void run() {
        if (options.databaseUrl().isPresent()) {
            String password = new PasswordFile(options.ownerPasswordFile().orElseThrow()).read();
            run(options.databaseUrl().orElseThrow().url(), password);
            return;
        }
        try (DataDirectory data = DataDirectory.open(options.data());
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data, out::println)) {
            run(postgres.url(), data.ownerPassword().read());
        }
    }

    private void run(String url, String password) {
        try (ApplicationCode code = ApplicationCode.unpack()) {
            Class<?> maintenance = code.loader().loadClass(MAINTENANCE);
            Consumer<String> progress = out::println;
            switch (command) {
                case VAULT_ROTATE ->
                    maintenance
                            .getMethod("rotate", String.class, String.class, Path.class, boolean.class, Consumer.class)
                            .invoke(null, url, password, keys(), options.vault().dropOld(), progress);
                case VAULT_CHECK -> check(maintenance, url, password, progress);
                default ->
                    maintenance
                            .getMethod("shred", String.class, String.class, String.class, String.class, Consumer.class)
                            .invoke(
                                    null,
                                    url,
                                    password,
                                    options.vault().formation().orElseThrow(),
                                    options.tenant().orElseThrow(),
                                    progress);
            }
        } catch (InvocationTargetException e) {
            throw new LaunchException(e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LaunchException("The application in " + OwnJar.path() + " has no vault to keep in order", e);
        }
    }

    private void check(Class<?> maintenance, String url, String password, Consumer<String> progress)
            throws ReflectiveOperationException {
        boolean opened = (boolean) maintenance
                .getMethod("check", String.class, String.class, Path.class, Consumer.class)
                .invoke(null, url, password, keys(), progress);
        if (!opened) {
            throw new LaunchException("Not everything in the vault opens with the keys in " + keys());
        }
    }

    private Path keys() {
        return options.vault()
                .keys()
                .orElseGet(() -> options.data().resolve("keys").resolve("vault.keys"));
    }
}
