package io.insula.bench.alone;

import io.insula.credential.Owner;
import io.insula.credential.Owner.Label;
import io.insula.credential.Sealed;
import io.insula.credential.VaultKey;
import java.io.PrintStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the vault takes to seal and open a secret once its key is derived, beside the platform's cipher by itself: with a
 * nonce of its own for each seal and as many bytes bound to it, and given the secret in one piece.
 */
public final class VaultBenchmark {

    private static final int ROUNDS = 13;
    private static final int WARM_AFTER = 4;
    private static final int SMALL = 1024;
    private static final int LARGE = 64 * 1024;
    private static final int FEWER = 16;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final Label LABEL = new Label("cred_0123456789abcdefghjkmnpqrs", "github", "default", 1);

    private final VaultKey key = VaultKey.derive(
            new byte[32], new Owner("demo", "tnt_0123456789abcdefghjkmnpqrs", "usr_0123456789abcdefghjkmnpqrs"), 1);
    private final SecretKeySpec bare = new SecretKeySpec(new byte[32], "AES");
    private final byte[] bound = new byte[180];
    private final SecureRandom random = new SecureRandom();

    private VaultBenchmark() {}

    /** One of the things compared. */
    @FunctionalInterface
    private interface Part {
        Object run() throws GeneralSecurityException;
    }

    public static void main(String[] words) throws GeneralSecurityException {
        int times = Integer.getInteger("bench.vault", 0);
        if (times > 0) {
            VaultBenchmark benchmark = new VaultBenchmark();
            System.out.println("| microseconds | vault | platform | ratio |\n|---|---|---|---|");
            benchmark.compare("1 KiB", SMALL, times, System.out);
            benchmark.compare("64 KiB", LARGE, times / FEWER, System.out);
        }
    }

    private void compare(String size, int length, int times, PrintStream out) throws GeneralSecurityException {
        byte[] plain = new byte[length];
        random.nextBytes(plain);
        Sealed sealed = key.seal(plain, LABEL);
        byte[] nonce = nonce();
        byte[] bareSealed = run(Cipher.ENCRYPT_MODE, nonce, plain);
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("seal", () -> key.seal(plain, LABEL));
        parts.put("bare seal", () -> run(Cipher.ENCRYPT_MODE, nonce(), plain));
        parts.put("open", () -> key.open(sealed, LABEL));
        parts.put("bare open", () -> run(Cipher.DECRYPT_MODE, nonce, bareSealed));
        Map<String, Double> micros = measure(parts, times);
        for (String what : List.of("seal", "open")) {
            double vault = micros.get(what);
            double platform = micros.get("bare " + what);
            out.printf(Locale.ROOT, "| %s %s | %.2f | %.2f | %.2f |%n", what, size, vault, platform, vault / platform);
        }
    }

    /** All take their turn in each round, so that what disturbs one round disturbs all. */
    private static Map<String, Double> measure(Map<String, Part> parts, int times) throws GeneralSecurityException {
        Map<String, List<Double>> turns = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, Part> part : parts.entrySet()) {
                double micros = turn(part.getValue(), times);
                if (round >= WARM_AFTER) {
                    turns.computeIfAbsent(part.getKey(), unknown -> new ArrayList<>())
                            .add(micros);
                }
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        turns.forEach((part, micros) ->
                medians.put(part, micros.stream().sorted().toList().get(micros.size() / 2)));
        return medians;
    }

    private static double turn(Part part, int times) throws GeneralSecurityException {
        Object last = null;
        long begun = System.nanoTime();
        for (int i = 0; i < times; i++) {
            last = part.run();
        }
        long taken = System.nanoTime() - begun;
        if (last == null) {
            throw new IllegalStateException("Nothing was done");
        }
        return taken / NANOS_PER_MICRO / times;
    }

    private byte[] run(int mode, byte[] nonce, byte[] input) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, bare, new GCMParameterSpec(128, nonce));
        cipher.updateAAD(bound);
        return cipher.doFinal(input);
    }

    private byte[] nonce() {
        byte[] nonce = new byte[12];
        random.nextBytes(nonce);
        return nonce;
    }
}
