package io.insula.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs {@code initdb} and {@code pg_ctl} under the account of the server and tells what they said. */
final class ServerPrograms {
    private final PostgresBinaries binaries;
    private final ServerAccount account;

    ServerPrograms(PostgresBinaries binaries, ServerAccount account) {
        this.binaries = binaries;
        this.account = account;
    }

    /** What a program answered; {@code output} is shown to people, so no program gets a secret as an argument. */
    record Outcome(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }

        String lastLine() {
            String text = output.strip();
            return text.substring(text.lastIndexOf('\n') + 1);
        }
    }

    Outcome run(String program, Path workingDirectory, List<String> arguments) {
        List<String> command = new ArrayList<>(account.prefix());
        command.add(binaries.program(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(workingDirectory.toFile()).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        // PGDATA, PGPORT and their like would overrule what is written in the cluster's own files.
        environment.keySet().removeIf(name -> name.startsWith("PG"));
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output);
        } catch (IOException e) {
            throw new PostgresException("The program " + command.get(0) + " cannot be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresException(program + " was interrupted", e);
        }
    }
}
