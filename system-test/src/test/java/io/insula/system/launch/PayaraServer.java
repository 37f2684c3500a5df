package io.insula.system.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Payara Server with the EAR, each over a copy of a new domain that {@code server-config/payara} configures. */
final class PayaraServer implements ServerKind {

    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final String LISTENERS =
            "set configs.config.server-config.network-config.network-listeners.network-listener.";

    private static final String MESSAGES = "\"JMS_PROVIDER_PORT\" value=\"7676";

    /** Behind it, {@code asadmin} writes each word of the command on a line of its own, up to an empty one. */
    private static final String COMMAND = "Dump of JVM Invocation line that would be used to launch:";

    @Override
    public ServerProcess start(Order order) {
        Installation installation = Installation.prepare(order);
        Path domains = order.data().toAbsolutePath().resolve("payara");
        boolean fresh = !Files.isDirectory(domains);
        try {
            if (fresh) {
                Installation.copy(Path.of(System.getProperty("insula.server.domains")), domains);
                moveMessages(domains.resolve("insula/config/domain.xml"));
            }
            Path passwords = Files.writeString(domains.resolve("passwords"), "AS_ADMIN_MASTERPASSWORD=changeit\n");
            ServerProcess server = ServerProcess.spawn(
                    order.name(), command(order, domains, installation), passwords.toFile(), installation::end);
            // A server that comes again has what was deployed there.
            if (fresh) {
                deploy(order, server);
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What {@code asadmin start-domain} would run. As a child of the tests it is the server itself that they end, with a
     * signal of their choice.
     */
    private static List<String> command(Order order, Path domains, Installation installation) throws IOException {
        List<String> before = new ArrayList<>(Files.readAllLines(Path.of(System.getProperty("insula.server.script"))));
        before.add(LISTENERS + "http-listener-1.port=" + order.port());
        before.add(LISTENERS + "admin-listener.port=" + order.management());
        Path beforeBoot = Files.write(domains.resolve("before-boot"), before);
        Path told = domains.resolve("command");
        asadmin(
                told,
                "start-domain",
                "--dry-run",
                "--verbose",
                "--prebootcommandfile",
                beforeBoot.toString(),
                "--domaindir",
                domains.toString(),
                "insula");
        List<String> lines = Files.readAllLines(told);
        List<String> words = lines.subList(lines.indexOf(COMMAND) + 1, lines.size());
        List<String> command = new ArrayList<>(words.subList(0, words.indexOf("")));
        // As options of the JVM: what a first boot is given by commands can be read, but is not found by its beginning.
        installation.settings().forEach((name, value) -> command.add(1, "-D" + name + "=" + value));
        return command;
    }

    /** Not by a file of commands after the boot: on this thread of Payara, deploying waits for itself. */
    private static void deploy(Order order, ServerProcess server) throws IOException {
        Path told = ServerProcess.workDirectory().resolve("output").resolve(order.name() + ".deployment");
        try {
            Patience.until("the deployment", LONGEST_START, () -> !server.isAlive() || isDeployed(order, told));
        } catch (AssertionError e) {
            server.close();
            throw new AssertionError(Files.readString(told, StandardCharsets.UTF_8), e);
        }
    }

    private static boolean isDeployed(Order order, Path told) {
        return asadmin(
                        told,
                        "--port",
                        String.valueOf(order.management()),
                        "deploy",
                        "--force=true",
                        "--name",
                        "insula",
                        "--contextroot",
                        "/",
                        Installation.ARCHIVE.normalize().toString())
                == 0;
    }

    private static int asadmin(Path told, String... words) {
        List<String> command =
                new ArrayList<>(List.of(Installation.HOME.resolve("bin/asadmin").toString()));
        command.addAll(List.of(words));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(told.toFile())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while managing Payara Server", e);
        }
    }

    /** No command before the boot reaches where messages are heard, and two servers cannot have one port. */
    private static void moveMessages(Path domain) throws IOException {
        String described = Files.readString(domain);
        Files.writeString(
                domain, described.replace(MESSAGES, "\"JMS_PROVIDER_PORT\" value=\"" + LaunchedServer.freePort()));
    }
}
