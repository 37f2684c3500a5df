package io.insula.system.launch;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The file in which WildFly keeps the password of its data source, made by its own program. */
record CredentialStore(Path file) {

    /** What opens the stores of all servers here. */
    static final String PASSWORD = System.getProperty("insula.server.store", "none");

    private static final String ALIAS = "insula-app";

    /** Makes it, in place of an earlier one, with the password that {@code passwordFile} holds. */
    void keep(Path passwordFile) {
        try {
            Files.deleteIfExists(file);
            Path told = file.resolveSibling("elytron-tool.output");
            Process program = new ProcessBuilder(command())
                    .redirectErrorStream(true)
                    .redirectOutput(told.toFile())
                    .start();
            // It asks for each twice.
            String password =
                    Files.readString(passwordFile, StandardCharsets.UTF_8).strip();
            try (BufferedWriter answers = program.outputWriter(StandardCharsets.UTF_8)) {
                for (String answer : List.of(PASSWORD, PASSWORD, password, password)) {
                    answers.write(answer + "\n");
                }
            }
            if (program.waitFor() != 0) {
                throw new AssertionError("No credential store was made:\n" + Files.readString(told));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while making a credential store", e);
        }
    }

    private List<String> command() {
        return List.of(
                Installation.HOME.resolve("bin/elytron-tool.sh").toString(),
                "credential-store",
                "--create",
                "--location",
                file.toString(),
                "--add",
                ALIAS);
    }
}
