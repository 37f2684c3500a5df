package io.insula.connection;

import io.insula.connection.testing.ToolPrograms;
import io.insula.egress.EgressClient;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Connections over a real sandbox, and how tests speak with the tools behind them. */
final class Tools implements AutoCloseable {

    static final Duration AMPLE = Duration.ofSeconds(60);

    private static final int FIRST_UID = 1_000_000;
    private static final int RUNS = 100_000;

    final ToolConnections connections;

    Tools() {
        this(ToolConfiguration.defaults(), sandbox("none"), Clock.systemUTC());
    }

    Tools(List<String> hidden) {
        this(ToolConfiguration.defaults(), new Programs(sandbox("none"), hidden), Clock.systemUTC());
    }

    Tools(ToolConfiguration configuration, SandboxConfiguration sandbox, Clock clock) {
        this(configuration, new Programs(sandbox, sandbox.hiddenPaths()), clock);
    }

    private Tools(ToolConfiguration configuration, Programs programs, Clock clock) {
        connections = new ToolConnections(configuration, programs, new EgressClient(), clock);
        connections.open();
    }

    /** The defaults, with uids that no other run of tests on this machine has. */
    static SandboxConfiguration sandbox(String hidden) {
        SandboxConfiguration defaults = SandboxConfiguration.defaults();
        int firstUid = FIRST_UID + (int) (ProcessHandle.current().pid() % RUNS) * defaults.uids();
        return new SandboxConfiguration(
                defaults.allowSharedUid(),
                hidden,
                defaults.environment(),
                defaults.cgroup(),
                firstUid,
                defaults.uids(),
                defaults.memory(),
                defaults.cpu(),
                defaults.files(),
                defaults.tasks(),
                defaults.fileSize(),
                defaults.scratch());
    }

    static ToolOwner owner(String tenant, String user) {
        return new ToolOwner("demo", tenant, user, "test", "1");
    }

    static LocalProgram program(Map<String, String> environment) {
        return new LocalProgram("java", ToolPrograms.arguments(), environment);
    }

    static LocalProgram program() {
        return program(Map.of());
    }

    static JsonObject with(String text) {
        return Json.createObjectBuilder().add("with", text).build();
    }

    String say(ToolOwner owner, String tool, String with) {
        return text(connections.call(owner, program(), AMPLE, tool, with(with)));
    }

    static String text(ToolOutcome outcome) {
        return outcome.content().getValuesAs(JsonObject.class).stream()
                .map(block -> block.getJsonString("text"))
                .map(JsonString::getString)
                .reduce("", String::concat);
    }

    List<ToolOwner> owners() {
        return connections.owners();
    }

    @Override
    public void close() {
        connections.close();
    }
}
