package io.insula.connection;

import io.insula.connection.SandboxReport.Strength;
import io.insula.kernel.PlatformException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Starts programs, where this machine has walls for them. */
final class Programs implements AutoCloseable {

    private static final SandboxReport REFUSED = new SandboxReport(
            Strength.REFUSED,
            List.of("this machine cannot keep programs of tools apart from the server (that takes Linux, root and"
                    + " util-linux, with the right to make namespaces and memory control groups, see"
                    + " insula.tools.cgroup); insula.tools.allow-shared-uid=true starts them all the same, behind weaker"
                    + " walls"));

    private final SandboxConfiguration configuration;
    private final List<String> hidden;
    private final Starter starter = new Starter();
    private volatile Sandbox sandbox;

    Programs(SandboxConfiguration configuration, List<String> hidden) {
        this.configuration = configuration;
        this.hidden = List.copyOf(hidden);
    }

    void open() {
        boolean root = "root".equals(System.getProperty("user.name"));
        // Who is not root might make groups, but their programs could change the bounds.
        Optional<MemoryGroups> memory =
                root ? MemoryGroups.found(configuration.groupPlaces(), starter) : Optional.empty();
        Optional<Sandbox> found = new SandboxProbe(configuration, hidden, starter, memory).strongest(root);
        sandbox = found.orElse(null);
    }

    SandboxReport report() {
        Sandbox found = sandbox;
        return found == null ? REFUSED : found.report();
    }

    /**
     * Starts a program and hands it what it is to know.
     *
     * @param attached gets the connection before anything can take long
     * @throws PlatformException if it may not be started, or cannot
     */
    ProcessConnection connect(
            String server, LocalProgram program, ToolConfiguration bounds, Consumer<Connection> attached) {
        Sandbox found = sandbox;
        if (found == null) {
            throw Failures.doesNotStart(server, "this machine cannot keep programs of tools apart from the server");
        }
        StartedProgram started = found.start(server, program);
        ProcessConnection connection = ProcessConnection.to(server, started, bounds.answerBytes());
        attached.accept(connection);
        boolean opened = false;
        try {
            connection.open(found.header(server, program, started), bounds.start());
            opened = true;
        } finally {
            if (!opened) {
                connection.end();
            }
        }
        return connection;
    }

    @Override
    public void close() {
        starter.close();
    }
}
