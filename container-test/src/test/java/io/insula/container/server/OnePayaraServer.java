package io.insula.container.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.arquillian.protocol.servlet5.ServletMethodExecutor;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/**
 * One Payara Server, with one PostgreSQL, for all test classes, as {@code OneServer} is one Payara Micro: over a new domain
 * that {@code server-config/payara} configures. Arquillian has no released container that starts it.
 */
public class OnePayaraServer implements DeployableContainer<OnePayaraServer.Configuration> {
    private static final String DOMAIN = "insula";
    private static final String HERE = "127.0.0.1";
    private static final String LISTENERS =
            "set configs.config.server-config.network-config.network-listeners.network-listener.";

    private static final String MESSAGES = "\"JMS_PROVIDER_PORT\" value=\"7676";

    private final Path domains = Path.of(System.getProperty("insula.server.domains"));
    private final Thread ending = new Thread(this::end);
    private int port;
    private int management;
    private boolean deployed;

    /** There is nothing to choose. */
    public static class Configuration implements ContainerConfiguration {
        @Override
        public void validate() {
            // There is nothing to be wrong.
        }
    }

    @Override
    public Class<Configuration> getConfigurationClass() {
        return Configuration.class;
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Servlet 5.0");
    }

    @Override
    public void start() throws LifecycleException {
        port = ServerFiles.freePort();
        management = ServerFiles.freePort();
        moveMessages(domains.resolve(DOMAIN).resolve("config/domain.xml"));
        // Tests that are broken off leave nothing behind.
        Runtime.getRuntime().addShutdownHook(ending);
        if (asadmin(
                        "start-domain",
                        "--prebootcommandfile",
                        beforeBoot().toAbsolutePath().toString(),
                        "--domaindir",
                        domains.toString(),
                        DOMAIN)
                != 0) {
            throw new LifecycleException("Payara Server does not start: see " + told());
        }
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        if (!deployed) {
            Path file = domains.resolveSibling(archive.getName());
            archive.as(ZipExporter.class).exportTo(file.toFile(), true);
            deployed = asadmin(
                            "--port",
                            String.valueOf(management),
                            "deploy",
                            "--name",
                            DOMAIN,
                            "--contextroot",
                            "/",
                            file.toString())
                    == 0;
        }
        if (!deployed) {
            throw new DeploymentException("The archive does not start: see " + told());
        }
        HTTPContext context = new HTTPContext(HERE, port);
        context.add(new Servlet(ServletMethodExecutor.ARQUILLIAN_SERVLET_NAME, "/"));
        return new ProtocolMetaData().addContext(context);
    }

    @Override
    public void undeploy(Archive<?> archive) {
        // It serves until the last test class is through.
    }

    @Override
    public void stop() {
        end();
        Runtime.getRuntime().removeShutdownHook(ending);
    }

    private void end() {
        asadmin("stop-domain", "--domaindir", domains.toString(), DOMAIN);
    }

    private Path beforeBoot() {
        try {
            List<String> lines =
                    new ArrayList<>(Files.readAllLines(Path.of(System.getProperty("insula.server.script"))));
            lines.add(LISTENERS + "http-listener-1.port=" + port);
            lines.add(LISTENERS + "admin-listener.port=" + management);
            ServerFiles.words()
                    .forEach((name, value) ->
                            lines.add("create-system-properties " + name + "=" + value.replace(":", "\\:")));
            return Files.write(domains.resolve("before-boot"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No command before the boot reaches where messages are heard, and two servers cannot have one port. */
    private static void moveMessages(Path domain) {
        try {
            String described = Files.readString(domain);
            Files.writeString(
                    domain, described.replace(MESSAGES, "\"JMS_PROVIDER_PORT\" value=\"" + ServerFiles.freePort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int asadmin(String... words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("insula.server.home"), "bin", "asadmin")
                .toString());
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(told().toFile()));
        builder.environment().put("TZ", "UTC");
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while managing Payara Server", e);
        }
    }

    private Path told() {
        return domains.resolve("asadmin.out");
    }
}
