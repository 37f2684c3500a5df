package io.insula.credential;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Master keys in a file of lines that its owner alone may read. It is replaced as a whole or not at all. */
final class KeyFile implements MasterKeySource {

    private static final int ID_BYTES = 8;

    private final Path file;
    private final boolean ofAnyone;

    KeyFile(String file) {
        this(Path.of(file), false);
    }

    private KeyFile(Path file, boolean ofAnyone) {
        this.file = file;
        this.ofAnyone = ofAnyone;
    }

    /** For whoever looks after the keys of a server, which may run as another account. */
    static KeyFile lookedAfter(Path file) {
        return new KeyFile(file, true);
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public MasterKeys read() {
        KeyLines lines = lines();
        Map<String, MasterKey> byId = lines.keys().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> new MasterKey(each.getKey(), each.getValue())));
        return new MasterKeys(byId.get(lines.active()), byId);
    }

    /**
     * Adds a fresh key, from now on the active one; returns its id, which no other key ever has, neither here nor in
     * another copy of the file.
     */
    String add(LocalDate today) {
        KeyLines lines = lines();
        String id = today + "-" + HexFormat.of().formatHex(AuthenticatedCipher.random(ID_BYTES));
        byte[] key = AuthenticatedCipher.random(AuthenticatedCipher.KEY_BYTES);
        lines.add(id, key);
        write(lines.text());
        // What is wrapped with a key that did not stay in the file never opens again.
        KeyLines written = lines();
        if (!written.active().equals(id)
                || !lines.keys().entrySet().stream()
                        .allMatch(each -> MessageDigest.isEqual(
                                each.getValue(), written.keys().get(each.getKey())))) {
            throw refused("was replaced by somebody else meanwhile: nothing was wrapped with its new key");
        }
        return id;
    }

    /** Keeps the active key alone; returns what the file held before. */
    byte[] dropOthers() {
        byte[] before = OwnerOnly.read(file, ofAnyone);
        KeyLines lines = KeyLines.of(file, before);
        lines.keys().keySet().retainAll(Set.of(lines.active()));
        write(lines.text());
        return before;
    }

    /** Puts back what the file held before. */
    void restore(byte[] before) {
        write(before);
    }

    private KeyLines lines() {
        return KeyLines.of(file, OwnerOnly.read(file, ofAnyone));
    }

    private VaultKeysException refused(String why) {
        return new VaultKeysException("The file of keys " + file + " " + why);
    }

    private void write(byte[] text) {
        try {
            // Through links, so that whoever mounts the file elsewhere keeps it there.
            Path real = file.toRealPath();
            Path draft = Files.createTempFile(
                    real.getParent(),
                    ".vault",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                    ByteBuffer rest = ByteBuffer.wrap(text);
                    while (rest.hasRemaining()) {
                        channel.write(rest);
                    }
                    channel.force(true);
                }
                KeyFileOwner.of(real).take(draft);
                Files.move(draft, real, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
            try (FileChannel directory = FileChannel.open(real.getParent(), StandardOpenOption.READ)) {
                directory.force(true);
            }
        } catch (IOException e) {
            throw refused("cannot be replaced (" + e.getClass().getSimpleName() + ")");
        }
    }
}
