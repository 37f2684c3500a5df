package io.insula.container.server;

import io.insula.postgres.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the server is told at its start. Passwords go by file alone; paths are relative, so that none holds a space. */
record ServerFiles(String jvmOptions, String microOptions) {
    private static final Path DIRECTORY = Path.of("target", "server");

    static ServerFiles prepare() {
        try {
            Files.createDirectories(DIRECTORY);
            Path jvmOptions = Files.writeString(DIRECTORY.resolve("jvm.options"), properties());
            Path beforeBoot = Files.writeString(
                    DIRECTORY.resolve("before-boot"),
                    "set configs.config.server-config.network-config.network-listeners"
                            + ".network-listener.http-listener.address=127.0.0.1\n");
            return new ServerFiles(
                    "@" + jvmOptions,
                    "--nohazelcast --disablephonehome --port " + freePort() + " --prebootcommandfile " + beforeBoot);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same as words of a command line, for a server that reads no file of them. */
    static String jvmWords() {
        return words().entrySet().stream()
                .map(entry -> "-D" + entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" ", "-Xmx768m -Duser.timezone=UTC ", ""));
    }

    /** The properties alone. */
    static Map<String, String> words() {
        try {
            Files.createDirectories(DIRECTORY);
            Map<String, String> words = new TreeMap<>();
            settings().forEach((name, value) -> words.put(name, String.valueOf(absolute(value))));
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String properties() throws IOException {
        return settings().entrySet().stream()
                .map(entry -> "\"-D" + entry.getKey() + "=" + absolute(entry.getValue()) + "\"\n")
                .collect(Collectors.joining("", "-Xmx768m\n-Duser.timezone=UTC\n", ""));
    }

    private static Map<String, Object> settings() throws IOException {
        TestDatabase database = TestDatabase.instance();
        Map<String, Object> properties = new TreeMap<>();
        properties.put("insula.database.url", database.url());
        properties.put("insula.database.user", database.appUser());
        properties.put("insula.database.password-file", database.appPasswordFile());
        properties.put("insula.formations.directory", Path.of("src/test/formations"));
        properties.put("insula.keys.directory", freshKeys());
        properties.put("insula.vault.keys", freshVaultKeys());
        properties.put("insula.vault.seals-per-key", 3);
        properties.put("insula.index.directory", Files.createTempDirectory(DIRECTORY, "index-"));
        properties.put("insula.index.from-memories", 5);
        properties.put("java.io.tmpdir", DIRECTORY);
        properties.put("insula.test.superuser-password-file", database.superuserPasswordFile());
        return properties;
    }

    private static Object absolute(Object value) {
        return value instanceof Path path ? path.toAbsolutePath() : value;
    }

    /** The database is new with each run; keys of a run before would only look like a change of keys. */
    private static Path freshKeys() throws IOException {
        return Files.createTempDirectory(DIRECTORY, "keys-");
    }

    /** A server refuses to start without: here it gets a key that seals nothing worth keeping. */
    private static Path freshVaultKeys() throws IOException {
        Path file = Files.createTempFile(
                DIRECTORY,
                "vault-",
                ".keys",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        String key = Base64.getEncoder()
                .encodeToString(UUID.randomUUID().toString().substring(4).getBytes(StandardCharsets.US_ASCII));
        return Files.writeString(file, "active=test\ntest=" + key + "\n");
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
