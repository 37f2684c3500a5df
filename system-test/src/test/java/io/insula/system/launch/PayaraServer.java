package io.insula.system.launch;

import io.insula.tenant.entity.ServerDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Payara Server with the EAR, each over a copy of a domain that {@code server-config/payara} configured. The application
 * takes the server's data source, whose password is in the domain's store, unless the order has
 * {@code insula.database.jndi=none}: then the server defines none.
 */
final class PayaraServer implements ServerKind {

    /** What a directory for domains calls the only one of a server. */
    static final String DOMAIN = "insula";

    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final String LISTENERS =
            "set configs.config.server-config.network-config.network-listeners.network-listener.";

    /** Behind it, {@code asadmin} writes each word of the command on a line of its own, up to an empty one. */
    private static final String COMMAND = "Dump of JVM Invocation line that would be used to launch:";

    @Override
    public ServerProcess start(Order order) {
        Installation installation = Installation.prepare(order);
        try {
            return start(order, installation);
        } catch (IOException e) {
            installation.end();
            throw new UncheckedIOException(e);
        }
    }

    private static ServerProcess start(Order order, Installation installation) throws IOException {
        Map<String, String> settings = new TreeMap<>(installation.settings());
        Path domains = order.data().toAbsolutePath().resolve("payara");
        boolean fresh = !Files.isDirectory(domains);
        boolean ownPool = ServerDataSource.NONE.equals(settings.get(ServerDataSource.SETTING));
        if (fresh) {
            layOut(domains, ownPool ? "own-pool" : DOMAIN);
        }
        if (!ownPool) {
            keepPassword(domains, settings.remove("insula.database.password-file"));
        }
        Path master = Files.writeString(domains.resolve("master"), "AS_ADMIN_MASTERPASSWORD=changeit\n");
        ServerProcess server = ServerProcess.spawn(
                order.name(), command(order, domains, settings), master.toFile(), installation::end);
        // A server that comes again has what was deployed there.
        if (fresh) {
            deploy(order, domains, server);
        }
        return server;
    }

    /** Gives a server the domain that the profile made under this name. */
    static void layOut(Path domains, String name) throws IOException {
        Files.createDirectories(domains);
        Installation.copy(Path.of(System.getProperty("insula.server.domains"), name), domains.resolve(DOMAIN));
    }

    private static void keepPassword(Path domains, String passwordFile) throws IOException {
        String password = Files.readString(Path.of(passwordFile), StandardCharsets.UTF_8);
        Files.writeString(domains.resolve("passwords"), "AS_ADMIN_ALIASPASSWORD=" + password.strip() + "\n");
    }

    /**
     * What {@code asadmin start-domain} would run. As a child of the tests it is the server itself that they end, with a
     * signal of their choice.
     */
    private static List<String> command(Order order, Path domains, Map<String, String> settings) throws IOException {
        List<String> before = List.of(
                LISTENERS + "http-listener-1.port=" + order.port(),
                LISTENERS + "admin-listener.port=" + order.management());
        Path beforeBoot = Files.write(domains.resolve("before-boot"), before);
        Path told = domains.resolve("command");
        new Asadmin(told)
                .run(
                        "start-domain",
                        "--dry-run",
                        "--verbose",
                        "--prebootcommandfile",
                        beforeBoot.toString(),
                        "--domaindir",
                        domains.toString(),
                        DOMAIN);
        List<String> lines = Files.readAllLines(told);
        List<String> words = lines.subList(lines.indexOf(COMMAND) + 1, lines.size());
        List<String> command = new ArrayList<>(words.subList(0, words.indexOf("")));
        // As options of the JVM: what a first boot is given by commands can be read, but is not found by its beginning.
        settings.forEach((name, value) -> command.add(1, "-D" + name + "=" + value));
        return command;
    }

    /** Not by a file of commands after the boot: on this thread of Payara, deploying waits for itself. */
    private static void deploy(Order order, Path domains, ServerProcess server) {
        Path passwords = domains.resolve("passwords");
        if (Files.exists(passwords)) {
            untilDone(order, server, "--passwordfile", passwords.toString(), "update-password-alias", "insula-app");
        }
        String archive = Installation.ARCHIVE.normalize().toString();
        untilDone(order, server, "deploy", "--force=true", "--name", "insula", "--contextroot", "/", archive);
        if (order.logsAsJson()) {
            untilDone(order, server, "multimode", "--file", Installation.script("logging-json.asadmin"));
        }
    }

    /** A server that has just been started does not hear its administrator yet. */
    private static void untilDone(Order order, ServerProcess server, String... words) {
        Asadmin asadmin =
                new Asadmin(ServerProcess.workDirectory().resolve("output").resolve(order.name() + ".told"));
        try {
            Patience.until(
                    "what the server is told",
                    LONGEST_START,
                    () -> !server.isAlive() || asadmin.manage(order.management(), words));
        } catch (AssertionError e) {
            server.close();
            throw new AssertionError(asadmin.output(), e);
        }
    }
}
