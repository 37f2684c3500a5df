package io.insula.credential;

import java.io.IOException;
import java.io.StringReader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Master keys as properties, in a file that its owner alone may read: {@code <id>=<32 bytes in base 64>} for each, and
 * {@code active=<id>} for the one that wraps. It is replaced as a whole or not at all.
 */
final class KeyFile implements MasterKeySource {

    private static final String ACTIVE = "active";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");

    private final Path file;

    KeyFile(String file) {
        this.file = Path.of(file);
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public MasterKeys read() {
        Map<String, byte[]> keys = new TreeMap<>();
        String active = parse(keys);
        Map<String, MasterKey> byId = keys.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> new MasterKey(each.getKey(), each.getValue())));
        return new MasterKeys(byId.get(active), byId);
    }

    /** Adds a fresh key, from now on the active one; returns its id. */
    String add(LocalDate today) {
        Map<String, byte[]> keys = new TreeMap<>();
        parse(keys);
        String id = today.toString();
        for (int i = 2; keys.containsKey(id); i++) {
            id = today + "-" + i;
        }
        keys.put(id, AuthenticatedCipher.random(AuthenticatedCipher.KEY_BYTES));
        write(id, keys);
        return id;
    }

    /** Keeps the active key alone. */
    void dropOthers() {
        Map<String, byte[]> keys = new TreeMap<>();
        String active = parse(keys);
        keys.keySet().retainAll(Set.of(active));
        write(active, keys);
    }

    private String parse(Map<String, byte[]> keys) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(new String(OwnerOnly.read(file), StandardCharsets.UTF_8)));
        } catch (IOException | IllegalArgumentException e) {
            throw refused("is no properties file");
        }
        for (String id : properties.stringPropertyNames()) {
            if (!id.equals(ACTIVE)) {
                keys.put(id, key(id, properties.getProperty(id)));
            }
        }
        String active = properties.getProperty(ACTIVE, "").strip();
        if (!keys.containsKey(active)) {
            throw refused("must name one of its keys: active=<id>");
        }
        return active;
    }

    private byte[] key(String id, String value) {
        if (!ID.matcher(id).matches()) {
            throw refused("holds a key whose id is not of A-Z, a-z, 0-9 and '-', 64 characters at most");
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(value.strip());
        } catch (IllegalArgumentException e) {
            throw refused("holds the key " + id + ", which is not base 64");
        }
        if (key.length != AuthenticatedCipher.KEY_BYTES) {
            throw refused("holds the key " + id + ", which has " + key.length + " bytes instead of "
                    + AuthenticatedCipher.KEY_BYTES);
        }
        return key;
    }

    private VaultKeysException refused(String why) {
        return new VaultKeysException("The file of keys " + file + " " + why);
    }

    private void write(String active, Map<String, byte[]> keys) {
        StringBuilder text = new StringBuilder("active=" + active + '\n');
        keys.forEach((id, key) -> text.append(id)
                .append('=')
                .append(Base64.getEncoder().encodeToString(key))
                .append('\n'));
        try {
            // Through links, so that whoever mounts the file elsewhere keeps it there.
            Path real = file.toRealPath();
            Path draft = Files.createTempFile(
                    real.getParent(),
                    ".vault",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.write(StandardCharsets.UTF_8.encode(text.toString()));
                channel.force(true);
            }
            Files.move(draft, real, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel directory = FileChannel.open(real.getParent(), StandardOpenOption.READ)) {
                directory.force(true);
            }
        } catch (IOException e) {
            throw refused("cannot be replaced (" + e.getClass().getSimpleName() + ")");
        }
    }
}
