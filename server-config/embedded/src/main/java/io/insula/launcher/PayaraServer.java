package io.insula.launcher;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/**
 * Payara Micro inside this process, listening on one address alone.
 *
 * <p>It is reached by reflection, through a class loader below the platform's: what the launcher has on its class path
 * stays invisible to the application.
 */
final class PayaraServer implements AutoCloseable {
    private static final int STOP_SECONDS = 4;
    private static final String APPLICATION = "insula";

    private final Object runtime;
    private final ClassLoader classes;

    private PayaraServer(Object runtime, ClassLoader classes) {
        this.runtime = runtime;
        this.classes = classes;
    }

    static PayaraServer boot(RuntimeFiles files, ListenAddress listen, int port) {
        Path domain = files.fresh("domain");
        Path settings = files.fresh("settings");
        Path server = files.server();
        System.setProperty("fish.payara.micro.tmpdir", domain.toString());
        System.setProperty("fish.payara.micro.UnpackDir", server.toString());
        // Some parts of the server print where they should log; the launcher holds its own stream.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        ClassLoader classes = ServerJars.classLoader(server);
        Thread.currentThread().setContextClassLoader(classes);
        String[] arguments = {
            "--nohazelcast",
            "--disablephonehome",
            "--port",
            Integer.toString(port),
            "--rootdir",
            domain.toString(),
            "--logproperties",
            logging(settings).toString(),
            "--prebootcommandfile",
            listenOn(listen, settings).toString()
        };
        try {
            Object boot = classes.loadClass("fish.payara.micro.impl.PayaraMicroImpl")
                    .getMethod("create", String[].class)
                    .invoke(null, (Object) arguments);
            Object runtime = classes.loadClass("fish.payara.micro.boot.PayaraMicroBoot")
                    .getMethod("getRuntime")
                    .invoke(boot);
            ForeignShutdownHook.remove("Payara Micro Shutdown Hook");
            return new PayaraServer(runtime, classes);
        } catch (InvocationTargetException e) {
            throw new LaunchException("Payara Micro does not start: " + FailureWitness.rootOf(e), e);
        } catch (ReflectiveOperationException e) {
            throw new LaunchException("Payara Micro is not what this launcher was built for", e);
        }
    }

    /**
     * Deploys at the root of the server.
     *
     * @throws LaunchException with the reason that the server itself only logs
     */
    void deploy(Path application) {
        FailureWitness witness = FailureWitness.attach();
        try {
            Class<?> deployer = classes.loadClass("fish.payara.micro.PayaraMicroRuntime");
            Object deployed = deployer.getMethod("deploy", String.class, String.class, File.class)
                    .invoke(runtime, APPLICATION, "/", application.toFile());
            Object names = deployer.getMethod("getDeployedApplicationNames").invoke(runtime);
            // The server calls also that a success of which nothing is left.
            if (!Boolean.TRUE.equals(deployed)
                    || !(names instanceof Collection<?> standing && standing.contains(APPLICATION))) {
                throw new LaunchException("The application cannot be deployed: "
                        + witness.reason().orElse("no reason was given"));
            }
        } catch (InvocationTargetException e) {
            String reason = witness.reason().orElseGet(() -> FailureWitness.rootOf(e));
            throw new LaunchException("The application cannot be deployed: " + reason, e);
        } catch (ReflectiveOperationException e) {
            throw new LaunchException("Payara Micro is not what this launcher was built for", e);
        } finally {
            witness.detach();
        }
    }

    /** Stops serving; a server that takes too long is left to the end of the process. */
    @Override
    public void close() {
        Thread stopping = new Thread(this::shutDown, "end of the server");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void shutDown() {
        try {
            classes.loadClass("fish.payara.micro.PayaraMicroRuntime")
                    .getMethod("shutdown")
                    .invoke(runtime);
        } catch (ReflectiveOperationException e) {
            Logger.getLogger(PayaraServer.class.getName()).fine("The server was already stopping");
        }
    }

    private static Path logging(Path settings) {
        return write(
                settings.resolve("logging.properties"),
                """
                handlers=java.util.logging.ConsoleHandler
                java.util.logging.ConsoleHandler.formatter=%s
                java.util.logging.ConsoleHandler.filter=io.insula.launcher.LineFilter
                java.util.logging.ConsoleHandler.level=ALL
                .level=WARNING
                io.insula.level=INFO
                javax.enterprise.system.security.ssl.level=SEVERE
                """
                        .formatted(LogFormat.chosen().formatter()));
    }

    private static Path listenOn(ListenAddress listen, Path settings) {
        return write(
                settings.resolve("before-boot"),
                """
                set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=%s
                set configs.config.server-config.network-config.protocols.protocol.http-listener.http.timeout-seconds=75
                """
                        .formatted(listen.text()));
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new LaunchException("The file " + file + " cannot be written", e);
        }
    }
}
