package io.insula.bench.alone;

import io.insula.connection.Entrusted;
import io.insula.connection.LocalProgram;
import io.insula.connection.SandboxConfiguration;
import io.insula.connection.ToolConfiguration;
import io.insula.connection.ToolConnections;
import io.insula.connection.ToolOwner;
import io.insula.connection.testing.ToolPrograms;
import io.insula.egress.EgressClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a call of a warm tool costs: over the product's connections, with walls, limits and ownership, and over the bare
 * client of the SDK, which has none of them; both with the same server.
 */
public final class ToolBenchmark {

    private static final int ROUNDS = 5;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final Duration AMPLE = Duration.ofMinutes(1);
    private static final String TEXT = "a text of some length, as tools get it";

    private ToolBenchmark() {}

    public static void main(String[] words) {
        int calls = Integer.getInteger("bench.tools", 0);
        if (calls == 0) {
            return;
        }
        StdioClientTransport transport = new StdioClientTransport(
                ServerParameters.builder("java").args(ToolPrograms.arguments()).build(), McpJsonDefaults.getMapper());
        try (ToolConnections connections = new ToolConnections(
                        ToolConfiguration.defaults(),
                        SandboxConfiguration.defaults(),
                        new EgressClient(),
                        Clock.systemUTC());
                McpSyncClient bare = McpClient.sync(transport).build()) {
            connections.open();
            bare.initialize();
            measure(walled(connections), () -> bare.callTool(request()), calls, System.out);
        }
        System.exit(0);
    }

    private static CallToolRequest request() {
        return CallToolRequest.builder("echo").arguments(Map.of("with", TEXT)).build();
    }

    private static Runnable walled(ToolConnections connections) {
        ToolOwner owner = new ToolOwner("bench", "acme", "usr_bench", "test", "1");
        LocalProgram program = new LocalProgram("java", ToolPrograms.arguments(), Map.of());
        JsonObject arguments = Json.createObjectBuilder().add("with", TEXT).build();
        Entrusted entrusted = new Entrusted(
                connections.endings(owner.formation(), owner.tenantId(), owner.userId()), List.of(), () -> true);
        return () -> connections.call(owner, entrusted, program, AMPLE, "echo", arguments);
    }

    private static void measure(Runnable walled, Runnable bare, int calls, PrintStream out) {
        median(walled, calls);
        median(bare, calls);
        double[] with = new double[ROUNDS];
        double[] without = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            with[round] = median(walled, calls);
            without[round] = median(bare, calls);
        }
        Arrays.sort(with);
        Arrays.sort(without);
        double ratio = with[ROUNDS / 2] / without[ROUNDS / 2];
        out.printf(Locale.ROOT, "%nCall of a warm tool, p50 over %d calls, median of %d rounds%n", calls, ROUNDS);
        out.printf(Locale.ROOT, "  over Insula's connections  %8.1f us%n", with[ROUNDS / 2]);
        out.printf(Locale.ROOT, "  over the SDK's bare client %8.1f us%n", without[ROUNDS / 2]);
        out.printf(Locale.ROOT, "  ratio                      %8.2f   (at most 1.5)%n", ratio);
    }

    private static double median(Runnable call, int calls) {
        long[] nanos = new long[calls];
        for (int i = 0; i < calls; i++) {
            long begin = System.nanoTime();
            call.run();
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        return nanos[calls / 2] / NANOS_PER_MICRO;
    }
}
