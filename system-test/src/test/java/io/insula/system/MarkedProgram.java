package io.insula.system;

import io.insula.connection.testing.ToolPrograms;
import io.insula.system.launch.Patience;
import io.insula.system.wire.Fresh;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The program of a tool server that whoever looks at the machine's processes finds again. */
final class MarkedProgram {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String marker = Fresh.name("marker");
    private final Path gate = ToolPrograms.install().resolve(marker);

    /**
     * A server of that id, as a formation declares it.
     *
     * @param told the variable that it is told, and what with
     */
    String declared(String id, String told) {
        return declared(id, told, "exec");
    }

    /** The same, but it begins only when it is let. */
    String declaredWaiting(String id, String told) {
        return declared(id, told, "until [ -e " + gate + " ]; do sleep 0.1; done; exec");
    }

    private String declared(String id, String told, String begin) {
        List<String> arguments = new ArrayList<>(List.of(
                "-c",
                begin + " \\\"$0\\\" \\\"$@\\\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dmarker=" + marker));
        arguments.addAll(ToolPrograms.arguments());
        return "id: " + id + "\ntype: command\ncommand: sh\nargs: ["
                + arguments.stream().map(each -> '"' + each + '"').collect(Collectors.joining(", "))
                + "]\nauth:\n  type: env\n  " + told + "\n";
    }

    void begin() {
        try {
            Files.createFile(gate);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean runs() {
        return ProcessHandle.allProcesses().anyMatch(each -> each.info()
                .commandLine()
                .filter(line -> line.contains(marker))
                .isPresent());
    }

    void awaitStart() {
        Patience.until("a program", PATIENCE, this::runs);
    }

    void awaitEnd() {
        Patience.until("the program's end", PATIENCE, () -> !runs());
    }
}
