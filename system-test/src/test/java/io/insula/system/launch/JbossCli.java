package io.insula.system.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * WildFly's program for administrators, for a server that is stopped.
 *
 * @param base the server's directory
 */
record JbossCli(Path base) {

    /** Runs a file of commands to its end. */
    void run(Path script) {
        Path told = base.resolve(script.getFileName() + ".output");
        ProcessBuilder program = new ProcessBuilder(
                        Installation.HOME.resolve("bin/jboss-cli.sh").toString(),
                        "--properties=" + Installation.HOME.resolve("insula.properties"),
                        "--file=" + script)
                .redirectErrorStream(true)
                .redirectOutput(told.toFile());
        program.environment().put("JAVA_OPTS", "-Djboss.server.base.dir=" + base);
        try {
            if (program.start().waitFor() != 0) {
                throw new AssertionError(
                        "WildFly refuses " + script + ":\n" + Files.readString(told, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while configuring WildFly", e);
        }
    }
}
