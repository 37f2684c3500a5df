package io.insula.launcher;

import io.insula.postgres.PasswordFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * The migration as a process of its own, which connects as the owner, knows the password by the path of its file alone,
 * and has ended before the first request is served.
 */
final class MigrationProcess implements AutoCloseable {
    private final Process process;

    private MigrationProcess(Process process) {
        this.process = process;
    }

    static MigrationProcess start(String url, PasswordFile ownerPassword) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                OwnJar.path().toString(),
                Main.class.getName(),
                "migrate",
                "--database-url",
                url,
                "--owner-password-file",
                ownerPassword.path().toString());
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            return new MigrationProcess(process);
        } catch (IOException e) {
            throw new LaunchException("The migration cannot be started", e);
        }
    }

    /** Waits for the end and hands on what the child said; its complaint becomes the launcher's own. */
    void await(Consumer<String> progress) {
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new LaunchException(said.startsWith("insula: ") ? said.substring("insula: ".length()) : said);
            }
            progress.accept(said);
        } catch (IOException e) {
            throw new LaunchException("The migration cannot be followed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("The migration was interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
