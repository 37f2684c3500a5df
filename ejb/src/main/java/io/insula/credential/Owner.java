package io.insula.credential;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Whose secrets a key seals: a user's, or with neither tenant nor user a formation's. What is bound to an owner is
 * written with the length before each part, so that no two lists of parts are written alike.
 */
public record Owner(String formation, String tenant, String user) {

    /** The formation itself. */
    public static Owner formation(String formation) {
        return new Owner(formation, "", "");
    }

    /** What a key of this owner is derived for. */
    byte[] derivation(int generation) {
        return written("insula vault key 1", Integer.toString(generation));
    }

    /** What a wrapped secret of this owner is bound to. */
    byte[] wrapping(int generation, String masterId) {
        return written("insula vault wrap 1", Integer.toString(generation), masterId);
    }

    /** What a sealed secret of this owner is bound to. */
    byte[] sealing(int generation, Label label) {
        return written(
                "insula vault seal 1",
                Integer.toString(generation),
                label.id(),
                label.service(),
                label.name(),
                Long.toString(label.version()));
    }

    /**
     * Which of its owner's secrets it is, and since which change.
     *
     * @param id the credential's; of a formation's secret its name
     * @param service as it is compared; empty for a formation's secret
     */
    public record Label(String id, String service, String name, long version) {

        /** That of a formation's secret. */
        public static Label secret(String name, long version) {
            return new Label(name, "", name, version);
        }
    }

    private byte[] written(String purpose, String... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (String part : new String[] {purpose, formation, tenant, user}) {
                write(out, part);
            }
            for (String part : parts) {
                write(out, part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, String part) throws IOException {
        byte[] text = part.getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
    }
}
