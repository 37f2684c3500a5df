package io.insula.formation;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * The {@code secrets.properties} beside a formation: UTF-8, and readable and writable by its owner alone, else refused.
 * A file that does not exist holds no secrets. Its values are handed out one by one and shown by nothing.
 */
public final class SecretsFile implements SecretSource {

    /** The file's name inside the formation's directory. */
    public static final String NAME = "secrets.properties";

    private static final int MAX_BYTES = 256 * 1024;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Map<String, String> secrets;
    private final List<Fault> faults;

    private SecretsFile(Map<String, String> secrets, List<Fault> faults) {
        this.secrets = Map.copyOf(secrets);
        this.faults = List.copyOf(faults);
    }

    /** Reads the file; what is wrong with it becomes a fault and then none of its secrets is used. */
    public static SecretsFile read(Path file) {
        if (!Files.exists(file)) {
            return new SecretsFile(Map.of(), List.of());
        }
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
                return refused(file, "is not a regular file of at most " + MAX_BYTES / 1024 + " KiB");
            }
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            if (!mode.equals(OWNER_ONLY)) {
                return refused(file, "has the mode " + octal(mode) + ", but must have 0600: chmod 600 " + file);
            }
            return parse(file, Files.readString(file, StandardCharsets.UTF_8));
        } catch (CharacterCodingException notUtf8) {
            return refused(file, "is not UTF-8");
        } catch (UnsupportedOperationException noModes) {
            return refused(file, "lies on a file system without modes, so it cannot be known who may read it");
        } catch (IOException unreadable) {
            return refused(file, "cannot be read (" + unreadable.getClass().getSimpleName() + ")");
        }
    }

    @Override
    public Optional<String> find(String name) {
        return Optional.ofNullable(secrets.get(name)).filter(secret -> !secret.isBlank());
    }

    @Override
    public List<Fault> faults() {
        return faults;
    }

    /** How many secrets there are, and nothing else. */
    @Override
    public String toString() {
        return "SecretsFile[" + secrets.size() + " hidden]";
    }

    private static SecretsFile parse(Path file, String text) {
        Properties properties = new OnceOnly();
        try (Reader reader = new StringReader(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
            properties.load(reader);
        } catch (DuplicateSecret duplicate) {
            return refused(file, "holds the secret " + duplicate.getMessage() + " more than once");
        } catch (IOException | IllegalArgumentException malformed) {
            // The exception could quote the line, and with it a secret.
            return refused(file, "is not a properties file: a \\u is not followed by four hexadecimal digits");
        }
        Map<String, String> secrets = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> secrets.put(name, properties.getProperty(name)));
        return new SecretsFile(secrets, List.of());
    }

    private static SecretsFile refused(Path file, String message) {
        return new SecretsFile(Map.of(), List.of(Fault.of(file.getFileName().toString(), message)));
    }

    private static String octal(Set<PosixFilePermission> mode) {
        List<String> digits = new ArrayList<>(List.of("0"));
        String letters = PosixFilePermissions.toString(mode);
        for (int i = 0; i < letters.length(); i += 3) {
            int digit = (letters.charAt(i) == 'r' ? 4 : 0)
                    + (letters.charAt(i + 1) == 'w' ? 2 : 0)
                    + (letters.charAt(i + 2) == 'x' ? 1 : 0);
            digits.add(Integer.toString(digit));
        }
        return String.join("", digits);
    }

    /** Of two secrets of one name it is not clear which one is meant. */
    private static final class OnceOnly extends Properties {

        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Object put(Object name, Object value) {
            if (containsKey(name)) {
                throw new DuplicateSecret(Wording.shown(String.valueOf(name)));
            }
            return super.put(name, value);
        }
    }

    private static final class DuplicateSecret extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private DuplicateSecret(String name) {
            super(name);
        }
    }
}
