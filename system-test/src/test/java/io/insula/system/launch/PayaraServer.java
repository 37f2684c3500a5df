package io.insula.system.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Payara Server with the EAR, each over a copy of a new domain that {@code server-config/payara} configures. */
final class PayaraServer implements ServerKind {

    private static final Duration LONGEST_END = Duration.ofSeconds(60);
    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final String LISTENERS =
            "set configs.config.server-config.network-config.network-listeners.network-listener.";

    @Override
    public ServerProcess start(Order order) {
        Installation installation = Installation.prepare(order);
        Path domains = order.data().toAbsolutePath().resolve("payara");
        try {
            if (!Files.isDirectory(domains)) {
                Installation.copy(Path.of(System.getProperty("insula.server.domains")), domains);
            }
            ServerProcess server = ServerProcess.spawn(order.name(), command(order, domains, installation), () -> {
                end(domains.resolve("insula/config/pid"));
                installation.end();
            });
            // Not by a file of commands after the boot: on this thread of Payara, deploying waits for itself.
            try {
                Patience.until("the deployment", LONGEST_START, () -> !server.isAlive() || isDeployed(order));
                return server;
            } catch (AssertionError e) {
                server.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Order order, Path domains, Installation installation) throws IOException {
        List<String> before = new ArrayList<>(Files.readAllLines(Path.of(System.getProperty("insula.server.script"))));
        before.add(LISTENERS + "http-listener-1.port=" + order.port());
        before.add(LISTENERS + "admin-listener.port=" + order.management());
        installation
                .settings()
                .forEach((name, value) -> before.add("create-system-properties " + escaped(name + "=" + value)));
        Path beforeBoot = Files.write(domains.resolve("before-boot"), before);
        return List.of(
                asadmin(),
                "start-domain",
                "--verbose",
                "--prebootcommandfile",
                beforeBoot.toString(),
                "--domaindir",
                domains.toString(),
                "insula");
    }

    private static boolean isDeployed(Order order) {
        try {
            Process deploy = new ProcessBuilder(
                            asadmin(),
                            "--port",
                            String.valueOf(order.management()),
                            "deploy",
                            "--force=true",
                            "--name",
                            "insula",
                            "--contextroot",
                            "/",
                            Installation.ARCHIVE.normalize().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return deploy.waitFor() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while deploying", e);
        }
    }

    private static String asadmin() {
        return Installation.HOME.resolve("bin/asadmin").toString();
    }

    private static String escaped(String property) {
        return property.replace(":", "\\:");
    }

    /** The server is a process that asadmin started: ended by the id that it wrote down. */
    private static void end(Path pid) {
        try {
            if (Files.exists(pid)) {
                long id = Long.parseLong(Files.readString(pid).strip());
                ProcessHandle.of(id).ifPresent(server -> {
                    server.destroy();
                    Patience.until("the end of Payara Server", LONGEST_END, () -> !server.isAlive());
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
