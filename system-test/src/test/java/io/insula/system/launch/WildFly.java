package io.insula.system.launch;

import io.insula.tenant.entity.ServerDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * WildFly with the EAR, each server over a copy of what {@code server-config/wildfly} configured. The application takes the
 * server's data source, whose password is in a credential store, unless the order has {@code insula.database.jndi=none}:
 * then the server defines none.
 */
final class WildFly implements ServerKind {

    /** As WildFly's own script opens them. */
    private static final List<String> OPENED = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.security",
            "java.util",
            "java.util.concurrent");

    @Override
    public ServerProcess start(Order order) {
        Path base = order.data().toAbsolutePath().resolve("wildfly");
        Path configuration = base.resolve("configuration");
        Installation installation = Installation.prepare(order);
        Map<String, String> settings = new TreeMap<>(installation.settings());
        if (ServerDataSource.NONE.equals(settings.get(ServerDataSource.SETTING))) {
            layOut(base, Installation.HOME.resolve("own-pool/configuration"));
        } else {
            layOut(base, Installation.HOME.resolve("standalone/configuration"));
            new CredentialStore(configuration.resolve("insula.store"))
                    .keep(Path.of(settings.remove("insula.database.password-file")));
            settings.put("insula.store.password", CredentialStore.PASSWORD);
        }
        if (order.logsAsJson()) {
            new JbossCli(base).run(Path.of(Installation.script("logging-json.cli")));
        }
        Path properties = write(settings, configuration.resolve("insula.properties"));
        return ServerProcess.run(order.name(), command(order, base, properties), installation::end);
    }

    private static List<String> command(Order order, Path base, Path properties) {
        List<String> command = new ArrayList<>(List.of("-Xmx768m", "-Duser.timezone=UTC"));
        OPENED.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        command.add("--add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED");
        command.add("--add-opens=java.management/javax.management=ALL-UNNAMED");
        command.add("--add-opens=java.naming/javax.naming=ALL-UNNAMED");
        command.add("-Dorg.jboss.boot.log.file=" + base.resolve("log/server.log"));
        command.add("-Dlogging.configuration=file:" + base.resolve("configuration/logging.properties"));
        command.addAll(
                List.of("-jar", Installation.HOME.resolve("jboss-modules.jar").toString()));
        command.addAll(List.of("-mp", Installation.HOME.resolve("modules").toString(), "org.jboss.as.standalone"));
        command.add("-P=" + properties);
        command.add("-Djboss.home.dir=" + Installation.HOME);
        command.add("-Djboss.server.base.dir=" + base);
        command.add("-Djboss.http.port=" + order.port());
        command.add("-Djboss.management.http.port=" + order.management());
        return command;
    }

    /** A server that comes again finds what it has, and is given the archive anew. */
    private static void layOut(Path base, Path configuration) {
        try {
            Path deployments = Files.createDirectories(base.resolve("deployments"));
            try (Stream<Path> earlier = Files.list(deployments)) {
                for (Path each : earlier.toList()) {
                    Files.delete(each);
                }
            }
            Installation.copy(configuration, base.resolve("configuration"));
            Files.copy(Installation.ARCHIVE, deployments.resolve("insula.ear"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In a file, for one of them opens the credential store, and everybody can read the words that a process begins with. */
    private static Path write(Map<String, String> settings, Path file) {
        Properties properties = new Properties();
        properties.putAll(settings);
        try (OutputStream written = Files.newOutputStream(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            properties.store(written, null);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
