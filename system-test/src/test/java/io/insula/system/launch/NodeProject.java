package io.insula.system.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs of npm in a directory of their own, from what the profile {@code node} keeps beside the tests. */
public final class NodeProject {

    private static final Path SCRIPTS = Path.of(System.getProperty("insula.node"));
    private static final int MINUTES = 5;

    private final Path directory;

    /** Copies the named files of the profile into {@code directory}. */
    public NodeProject(Path directory, String... files) {
        this.directory = directory;
        for (String file : files) {
            Path from = SCRIPTS.resolve(file);
            put(from.getFileName().toString(), read(from));
        }
    }

    /** Writes one more file. */
    public void put(String name, String content) {
        try {
            Files.writeString(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command to its good end and returns all that it said. */
    public String run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        Path output = directory.resolve(command[0] + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        String said = read(output);
        assertThat(ended && process.exitValue() == 0).as(said).isTrue();
        return said;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
