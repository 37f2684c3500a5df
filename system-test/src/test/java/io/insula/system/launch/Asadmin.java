package io.insula.system.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Payara Server's program for administrators.
 *
 * @param told the file with what it said last
 */
record Asadmin(Path told) {

    /** Runs it to its end. Of several commands in a file it says that all went well, whatever they did. */
    boolean run(String... words) {
        List<String> command =
                new ArrayList<>(List.of(Installation.HOME.resolve("bin/asadmin").toString()));
        command.addAll(List.of(words));
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(told.toFile())
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while managing Payara Server", e);
        }
    }

    /** Tells it to the server that hears its administrator at {@code port}. */
    boolean manage(int port, String... words) {
        List<String> all = new ArrayList<>(List.of("--port", String.valueOf(port)));
        all.addAll(List.of(words));
        return run(all.toArray(String[]::new));
    }

    String output() {
        try {
            return Files.readString(told, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
