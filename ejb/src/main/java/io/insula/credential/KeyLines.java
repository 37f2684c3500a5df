package io.insula.credential;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a file of keys says: {@code <id>=<32 bytes in base 64>} for each key and {@code active=<id>} for the one that wraps.
 * Whoever writes it wrongly may have put the key where the id belongs, so that complaints name lines by their numbers and
 * quote nothing.
 */
final class KeyLines {

    private static final String ACTIVE = "active";

    /** Shorter than a key in base 64, which would otherwise pass for an id. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,39}");

    private final Path file;
    private final Map<String, byte[]> keys = new TreeMap<>();
    private String active = "";

    private KeyLines(Path file) {
        this.file = file;
    }

    static KeyLines of(Path file, byte[] text) {
        KeyLines read = new KeyLines(file);
        List<String> lines = new String(text, StandardCharsets.UTF_8).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            read.take(i + 1, lines.get(i).strip());
        }
        if (!read.keys.containsKey(read.active)) {
            throw new VaultKeysException("The file of keys " + file + " must name one of its keys: active=<id>");
        }
        return read;
    }

    String active() {
        return active;
    }

    Map<String, byte[]> keys() {
        return keys;
    }

    /** Takes one more key, from now on the active one. */
    void add(String id, byte[] key) {
        keys.put(id, key);
        active = id;
    }

    byte[] text() {
        StringBuilder text = new StringBuilder(ACTIVE + '=' + active + '\n');
        keys.forEach((id, key) -> text.append(id)
                .append('=')
                .append(Base64.getEncoder().encodeToString(key))
                .append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void take(int number, String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        int equals = line.indexOf('=');
        if (equals < 0) {
            throw refused(number, "is not of the form <id>=<32 bytes in base 64>");
        }
        String id = line.substring(0, equals).strip();
        String value = line.substring(equals + 1).strip();
        if (id.equals(ACTIVE)) {
            if (!active.isEmpty()) {
                throw refused(number, "names the active key once more");
            }
            active = value;
        } else {
            take(number, id, value);
        }
    }

    private void take(int number, String id, String value) {
        if (!ID.matcher(id).matches()) {
            throw refused(
                    number,
                    "has no id of A-Z, a-z, 0-9 and '-', 40 characters at most, before its '=': <id>=<32 bytes in base"
                            + " 64>");
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(value);
        } catch (IllegalArgumentException e) {
            throw refused(number, "holds what is not base 64");
        }
        if (key.length != AuthenticatedCipher.KEY_BYTES) {
            throw refused(
                    number, "holds " + key.length + " bytes in base 64 instead of " + AuthenticatedCipher.KEY_BYTES);
        }
        if (isOfOneByte(key)) {
            throw refused(number, "holds one byte again and again, which is no key");
        }
        if (keys.put(id, key) != null) {
            throw refused(number, "has an id that another line has already");
        }
    }

    /** What somebody types who means to fill it in later. */
    static boolean isOfOneByte(byte[] key) {
        byte[] same = new byte[key.length];
        Arrays.fill(same, key[0]);
        return Arrays.equals(key, same);
    }

    private VaultKeysException refused(int number, String why) {
        return new VaultKeysException("The file of keys " + file + ": line " + number + ' ' + why);
    }
}
