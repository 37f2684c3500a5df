package io.insula.system.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** WildFly with the EAR, each server over a copy of what {@code server-config/wildfly} configured. */
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
        Installation installation = Installation.prepare(order);
        layOut(base);
        return ServerProcess.run(order.name(), command(order, base, installation), installation::end);
    }

    @Override
    public int probes(Order order) {
        return order.management();
    }

    private static List<String> command(Order order, Path base, Installation installation) {
        List<String> command = new ArrayList<>(List.of("-Xmx768m", "-Duser.timezone=UTC"));
        OPENED.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        command.add("--add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED");
        command.add("--add-opens=java.management/javax.management=ALL-UNNAMED");
        command.add("--add-opens=java.naming/javax.naming=ALL-UNNAMED");
        installation.settings().forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-Dorg.jboss.boot.log.file=" + base.resolve("log/server.log"));
        command.add("-Dlogging.configuration=file:" + base.resolve("configuration/logging.properties"));
        command.addAll(
                List.of("-jar", Installation.HOME.resolve("jboss-modules.jar").toString()));
        command.addAll(List.of("-mp", Installation.HOME.resolve("modules").toString(), "org.jboss.as.standalone"));
        command.add("-Djboss.home.dir=" + Installation.HOME);
        command.add("-Djboss.server.base.dir=" + base);
        command.add("-Djboss.http.port=" + order.port());
        command.add("-Djboss.management.http.port=" + order.management());
        return command;
    }

    /** A server that comes again finds what it has, and is given the archive anew. */
    private static void layOut(Path base) {
        try {
            Path deployments = Files.createDirectories(base.resolve("deployments"));
            try (Stream<Path> earlier = Files.list(deployments)) {
                for (Path each : earlier.toList()) {
                    Files.delete(each);
                }
            }
            Installation.copy(Installation.HOME.resolve("standalone/configuration"), base.resolve("configuration"));
            Files.copy(Installation.ARCHIVE, deployments.resolve("insula.ear"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
