package io.insula.system.launch;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The product's jar, run as its users run it. */
public final class ServerProcess implements AutoCloseable {

    private static final Duration LONGEST_END = Duration.ofSeconds(60);
    private static final File NOTHING = new File("/dev/null");

    private final Process process;
    private final Path standardOutput;
    private final Path standardError;
    private final Runnable afterwards;

    private ServerProcess(Process process, Path standardOutput, Path standardError, Runnable afterwards) {
        this.process = process;
        this.standardOutput = standardOutput;
        this.standardError = standardError;
        this.afterwards = afterwards;
    }

    /** What a program that has ended left behind. */
    public record Ended(int exitCode, String standardOutput, String standardError) {}

    /** Starts the jar with these arguments; what it prints is kept under {@code name} for whoever reads a failure. */
    public static ServerProcess start(String name, String... arguments) {
        return start(name, Map.of(), arguments);
    }

    /** The same, with properties of the server set. */
    static ServerProcess start(String name, Map<String, String> properties, String... arguments) {
        List<String> command = new ArrayList<>();
        properties.forEach((property, value) -> command.add("-D" + property + "=" + value));
        command.addAll(List.of("-jar", jar()));
        command.addAll(List.of(arguments));
        return run(name, command, () -> {});
    }

    /** Starts a JVM with these words; once it has ended, {@code afterwards} is done. */
    static ServerProcess run(String name, List<String> words, Runnable afterwards) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // It lives for a minute or two: compiled in haste, it starts for half the processor's time.
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(words);
        return spawn(name, command, NOTHING, afterwards);
    }

    /** Starts a program that reads {@code input}; once it has ended, {@code afterwards} is done. */
    static ServerProcess spawn(String name, List<String> command, File input, Runnable afterwards) {
        try {
            Path directory = Files.createDirectories(workDirectory().resolve("output"));
            Path standardOutput = directory.resolve(name + ".out");
            Path standardError = directory.resolve(name + ".err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(input)
                    .redirectOutput(standardOutput.toFile())
                    .redirectError(standardError.toFile());
            // The JVM would announce them on standard error, where the product's one line is expected.
            builder.environment().keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
            ServerProcess started = new ServerProcess(builder.start(), standardOutput, standardError, afterwards);
            Runtime.getRuntime().addShutdownHook(new Thread(started::leaveNothing));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the tests may write: below the module's target. */
    public static Path workDirectory() {
        return Path.of(System.getProperty("insula.work"));
    }

    /** Waits until the program ends by itself. */
    public Ended awaitEnd(Duration limit) {
        if (!endsWithin(limit)) {
            process.destroyForcibly();
            throw new AssertionError("Still running after " + limit + ":\n" + output());
        }
        return new Ended(process.exitValue(), text(standardOutput), text(standardError));
    }

    public boolean endsWithin(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for the server's end", e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Asks the program to end, as Ctrl-C and service managers do. */
    public void terminate() {
        process.destroy();
    }

    /** Ends the program without asking: it learns nothing of it. */
    public void kill() {
        process.destroyForcibly();
        if (!endsWithin(LONGEST_END)) {
            throw new AssertionError("The server cannot be killed");
        }
        afterwards.run();
    }

    /** Has it stand still, as a machine does that is moved or has no memory left; it learns nothing of it. */
    public void freeze() {
        signal("STOP", List.of(process.pid()));
    }

    public void thaw() {
        signal("CONT", List.of(process.pid()));
    }

    /** Sends a signal that Java knows no word for. */
    static void signal(String name, List<Long> processes) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(each -> command.add(String.valueOf(each)));
        try {
            Process kill = new ProcessBuilder(command).inheritIO().start();
            if (kill.waitFor() != 0) {
                throw new AssertionError("Not everybody could be sent the signal " + name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while sending a signal", e);
        }
    }

    /** All that it has printed so far. */
    public String output() {
        return text(standardOutput) + text(standardError);
    }

    @Override
    public void close() {
        terminate();
        if (endsWithin(LONGEST_END)) {
            afterwards.run();
        } else {
            kill();
        }
    }

    /** Tests that are broken off end without closing anything. */
    private void leaveNothing() {
        if (process.isAlive()) {
            close();
        }
    }

    private static String jar() {
        Path jar = Path.of(System.getProperty("insula.jar")).normalize();
        if (!Files.isRegularFile(jar)) {
            throw new AssertionError("There is no " + jar + ": build server-config/embedded first");
        }
        return jar.toString();
    }

    private static String text(Path file) {
        try {
            // Not readString: a line may be half written when it is read.
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
