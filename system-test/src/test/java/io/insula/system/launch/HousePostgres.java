package io.insula.system.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A new PostgreSQL of the house, made and asked with the programs of {@code insula.postgres.programs} as an administrator
 * would: nothing of the product's own is used but the script of its roles.
 */
public final class HousePostgres implements AutoCloseable {

    private static final Path PROGRAMS = Path.of(System.getProperty("insula.postgres.programs", "/usr/bin"));
    private static final String PASSWORD = "of-a-test-on-loopback";

    private final Path directory;
    private final int port = LaunchedServer.freePort();

    private HousePostgres(Path directory) {
        this.directory = directory;
    }

    /** A cluster without anything in it, and the roles that {@code migrate --print-roles} prints. */
    public static HousePostgres withRoles(String name, String script) {
        HousePostgres postgres = new HousePostgres(LaunchedServer.freshDirectory(name));
        Path password = postgres.passwordFile();
        String cluster = postgres.cluster();
        postgres.run("initdb", "-A", "scram-sha-256", "-U", "postgres", "-E", "UTF8", "--pwfile=" + password, cluster);
        String options = "-p " + postgres.port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''";
        String log = postgres.directory.resolve("log").toString();
        postgres.run("pg_ctl", "start", "-w", "-s", "-D", cluster, "-l", log, "-o", options);
        postgres.take(script);
        return postgres;
    }

    /** psql would ask for the passwords at the terminal: here they are set as the script says one may. */
    private void take(String script) {
        String asking = script.lines()
                .map(line -> line.replaceFirst("^\\\\password (\\w+)$", "ALTER ROLE $1 PASSWORD '" + PASSWORD + "';"))
                .collect(Collectors.joining("\n"));
        try {
            Path file = Files.writeString(directory.resolve("roles.sql"), asking);
            ask("psql", "postgres", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", "postgres", "-f", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/insula";
    }

    /** The same for each role. */
    public Path passwordFile() {
        Path file = directory.resolve("password");
        try {
            if (Files.notExists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, PASSWORD);
            }
            return file.toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Connection superuser() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url());
        source.setUser("postgres");
        source.setPassword(PASSWORD);
        return source.getConnection();
    }

    /** Runs a program that connects as this role. */
    public void ask(String program, String role, String... words) {
        List<String> command = new ArrayList<>(List.of("-h", "127.0.0.1", "-p", String.valueOf(port), "-U", role));
        command.addAll(List.of(words));
        run(program, command.toArray(String[]::new));
    }

    private void run(String program, String... words) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            // PostgreSQL refuses to run as root.
            command.addAll(List.of("unshare", "-U", "--"));
        }
        command.add(PROGRAMS.resolve(program).toString());
        command.addAll(List.of(words));
        Path output = directory.resolve(program + ".output");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().put("PGPASSWORD", PASSWORD);
            int code = builder.start().waitFor();
            if (code != 0) {
                throw new AssertionError(program + " ended with " + code + ":\n"
                        + new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while running " + program, e);
        }
    }

    private String cluster() {
        return directory.resolve("cluster").toAbsolutePath().toString();
    }

    @Override
    public void close() {
        run("pg_ctl", "stop", "-w", "-s", "-m", "fast", "-D", cluster());
    }
}
