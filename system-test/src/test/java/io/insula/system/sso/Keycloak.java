package io.insula.system.sso;

import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.Patience;
import io.insula.system.launch.ServerProcess;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Fresh;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A real Keycloak on loopback with the realms of {@code server-config/keycloak}, which keeps nothing: its database lives
 * and dies with it. The profile {@code keycloak} fetches it; a hook ends it even where a test run is broken off.
 */
public final class Keycloak implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(4);
    private static final long LONGEST_END_SECONDS = 30;
    private static final Path HOME = Path.of(System.getProperty("insula.keycloak.home", "none"));
    private static final String ADMIN = "admin";

    private final Process process;
    private final Thread hook = new Thread(this::end);
    private final Path output;
    private final int port;
    private final String password;

    private Keycloak(Process process, Path output, int port, String password) {
        this.process = process;
        this.output = output;
        this.port = port;
        this.password = password;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Starts one and waits until its realms are there. */
    public static Keycloak start() {
        int port = LaunchedServer.freePort();
        String password = Fresh.name("of-one-run");
        try {
            Path output = Files.createDirectories(ServerProcess.workDirectory().resolve("output"))
                    .resolve("keycloak.out");
            placeRealms();
            Keycloak keycloak = new Keycloak(spawn(port, password, output), output, port, password);
            keycloak.awaitRealms();
            return keycloak;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void placeRealms() throws IOException {
        Path imports = Files.createDirectories(HOME.resolve("data").resolve("import"));
        try (Stream<Path> realms = Files.list(Path.of(System.getProperty("insula.keycloak.realms")))) {
            for (Path realm :
                    realms.filter(file -> file.toString().endsWith(".json")).toList()) {
                Files.copy(realm, imports.resolve(realm.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static Process spawn(int port, String password, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        "sh",
                        HOME.resolve("bin").resolve("kc.sh").toString(),
                        "start-dev",
                        "--db=dev-mem",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--import-realm")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeAll(List.of("JAVA", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "JAVA_OPTS"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", password);
        return builder.start();
    }

    private void awaitRealms() {
        try {
            Patience.until("Keycloak", LONGEST_START, this::answers);
        } catch (AssertionError e) {
            close();
            throw new AssertionError("Keycloak did not start:\n" + output(), e);
        }
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new AssertionError("Keycloak ended before it answered");
        }
        try {
            // It listens only when what was to be imported is there.
            return new Asking("GET", url() + "/realms/master").send().status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Of the server, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** One of those that were imported: {@code acme} or {@code globex}. */
    public Realm realm(String name) {
        return new Realm(this, name);
    }

    /** Asks the administration's API; the path is the one behind {@code /admin/realms}. */
    Answer administer(String method, String path, Map<String, ?> body) {
        Asking asking =
                new Asking(method, url() + "/admin/realms" + path).header("Authorization", "Bearer " + administrator());
        Answer answer = (body == null ? asking : asking.json(body)).send();
        if (answer.status() >= 300) {
            throw new AssertionError(method + " " + path + " is answered " + answer.status() + "\n" + answer.body());
        }
        return answer;
    }

    private String administrator() {
        Map<String, String> form =
                Map.of("grant_type", "password", "client_id", "admin-cli", "username", ADMIN, "password", password);
        return realm("master").ask("token", form).json().path("access_token").asText();
    }

    private String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    /** The script and the server that it has started. */
    private void end() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        for (ProcessHandle each : all) {
            try {
                each.onExit().get(LONGEST_END_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                each.destroyForcibly();
            } catch (ExecutionException | TimeoutException e) {
                each.destroyForcibly();
            }
        }
    }
}
