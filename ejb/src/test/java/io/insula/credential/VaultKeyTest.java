package io.insula.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.insula.credential.Owner.Label;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaultKeyTest {

    private static final Owner ALICE = new Owner("alpha", "tnt_1", "usr_1");
    private static final Label GITHUB = new Label("cred_1", "github", "default", 1);
    private static final byte[] SECRET = new byte[32];
    private static final byte[] PLAIN = "s3cret".getBytes(StandardCharsets.UTF_8);

    private final VaultKey key = VaultKey.derive(SECRET, ALICE, 1);
    private final Sealed sealed = key.seal(PLAIN, GITHUB);

    @Test
    void whatWasSealedOpensAgain() {
        assertThat(key.open(sealed, GITHUB)).isEqualTo(PLAIN);
        assertThat(VaultKey.derive(SECRET, ALICE, 1).open(sealed, GITHUB)).isEqualTo(PLAIN);
        assertThat(sealed.bytes()).hasSize(PLAIN.length + 16);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16_383, 16_384, 16_385, 32_768, 65_536, 100_000})
    void secretsOfAnyLengthComeBackAsTheyWere(int length) {
        byte[] plain = AuthenticatedCipher.random(length);

        assertThat(key.open(key.seal(plain, GITHUB), GITHUB)).isEqualTo(plain);
    }

    @Test
    void oneFlippedBitAnywhereKeepsItShut() {
        for (int bit = 0; bit < sealed.bytes().length * 8; bit++) {
            byte[] bytes = sealed.bytes().clone();
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            refuse(key, new Sealed(sealed.nonce(), bytes), GITHUB);
        }
        for (int bit = 0; bit < sealed.nonce().length * 8; bit++) {
            byte[] nonce = sealed.nonce().clone();
            nonce[bit / 8] ^= (byte) (1 << bit % 8);
            refuse(key, new Sealed(nonce, sealed.bytes()), GITHUB);
        }
    }

    @Test
    void aTagThatIsCutKeepsItShut() {
        for (int length = 0; length < sealed.bytes().length; length++) {
            refuse(key, new Sealed(sealed.nonce(), Arrays.copyOf(sealed.bytes(), length)), GITHUB);
        }
        refuse(key, new Sealed(new byte[0], sealed.bytes()), GITHUB);
        refuse(key, new Sealed(new byte[16], sealed.bytes()), GITHUB);
    }

    static Stream<Label> otherLabels() {
        return Stream.of(
                new Label("cred_2", "github", "default", 1),
                new Label("cred_1", "gitlab", "default", 1),
                new Label("cred_1", "github", "work", 1),
                new Label("cred_1", "githubd", "efault", 1),
                new Label("cred_1", "github", "default", 2),
                new Label("cred_1", "github", "default", 0));
    }

    @ParameterizedTest
    @MethodSource("otherLabels")
    void aRowThatIsSwappedRenamedOrReplayedDoesNotOpen(Label other) {
        refuse(key, sealed, other);
    }

    static Stream<Owner> otherOwners() {
        return Stream.of(
                new Owner("beta", "tnt_1", "usr_1"),
                new Owner("alpha", "tnt_2", "usr_1"),
                new Owner("alpha", "tnt_1", "usr_2"),
                new Owner("alphat", "nt_1", "usr_1"),
                new Owner("alpha", "tnt_1u", "sr_1"),
                Owner.formation("alpha"));
    }

    @ParameterizedTest
    @MethodSource("otherOwners")
    void nothingOpensUnderTheKeyOfAnotherOwnerEvenWithTheSameSecret(Owner other) {
        refuse(VaultKey.derive(SECRET, other, 1), sealed, GITHUB);
        refuse(VaultKey.derive(SECRET, ALICE, 2), sealed, GITHUB);
    }

    @ParameterizedTest
    @MethodSource("otherOwners")
    void aWrappedSecretIsOfUseToItsOwnerAlone(Owner other) {
        MasterKey master = new MasterKey("one", new byte[32]);
        byte[] wrapped = master.wrap(SECRET, ALICE, 1);

        assertThat(master.unwrap(wrapped, ALICE, 1)).isEqualTo(SECRET);
        for (Runnable attempt : Set.<Runnable>of(
                () -> master.unwrap(wrapped, other, 1),
                () -> master.unwrap(wrapped, ALICE, 2),
                () -> new MasterKey("two", new byte[32]).unwrap(wrapped, ALICE, 1),
                () -> master.unwrap(Arrays.copyOf(wrapped, 12), ALICE, 1))) {
            assertThatExceptionOfType(BrokenSealException.class)
                    .isThrownBy(attempt::run)
                    .withMessage("A secret does not open");
        }
    }

    /** The generator is the platform's; this proves that it is asked anew for each seal and gives what it should. */
    @Test
    void amongAMillionSealsNoNonceReturns() {
        Set<Nonce> seen = new HashSet<>(1 << 21);
        for (int i = 0; i < 1_000_000; i++) {
            ByteBuffer nonce = ByteBuffer.wrap(key.seal(PLAIN, GITHUB).nonce());
            assertThat(seen.add(new Nonce(nonce.getLong(), nonce.getInt()))).isTrue();
        }
    }

    private record Nonce(long head, int tail) {}

    /** RFC 5869, appendix A: the three cases of SHA-256. */
    @Test
    void keysAreDerivedAsTheStandardHasIt() {
        Map<String, byte[]> derived = Map.of(
                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
                VaultKey.hkdf(repeated(0x0b, 22), counted(0x00, 13), counted(0xf0, 10), 42),
                "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
                        + "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
                VaultKey.hkdf(counted(0x00, 80), counted(0x60, 80), counted(0xb0, 80), 82),
                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
                VaultKey.hkdf(repeated(0x0b, 22), null, new byte[0], 42));

        derived.forEach(
                (expected, bytes) -> assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(expected));
    }

    private static byte[] repeated(int value, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[] counted(int from, int length) {
        byte[] bytes = new byte[length];
        IntStream.range(0, length).forEach(i -> bytes[i] = (byte) (from + i));
        return bytes;
    }

    private static void refuse(VaultKey key, Sealed sealed, Label label) {
        assertThatExceptionOfType(BrokenSealException.class)
                .isThrownBy(() -> key.open(sealed, label))
                .withMessage("A secret does not open")
                .withNoCause();
    }
}
